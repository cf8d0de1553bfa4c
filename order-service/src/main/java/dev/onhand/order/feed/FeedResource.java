package dev.onhand.order.feed;

import dev.onhand.order.shop.Shops;
import dev.onhand.platform.http.Page;
import dev.onhand.platform.http.Problems;
import dev.onhand.platform.http.Requests;
import dev.onhand.platform.http.Roles;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import dev.onhand.platform.work.Answer;
import dev.onhand.platform.work.Work;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What channels say they have, and how it compares with what is here.
@Path("/channel-feeds")
public class FeedResource {
  private static final int INTERVAL_MAX = 10_080;
  private static final int GRACE_MAX = 86_400;

  private final Requests requests;

  FeedResource(Requests requests) {
    this.requests = requests;
  }

  /// `intervalMinutes` (1 to 10,080) is how often a listing ought to come, absent when none is
  /// promised; `graceSeconds` (0 to 86,400, 300 when absent) how long orders may be on their way;
  /// `numbered`: the channel counts its orders without gaps.
  public record Settings(Integer intervalMinutes, Integer graceSeconds, Boolean numbered) {
    public Settings {
      within("intervalMinutes", intervalMinutes, 1, INTERVAL_MAX);
      within("graceSeconds", graceSeconds, 0, GRACE_MAX);
    }

    private static void within(String field, Integer value, int min, int max) {
      if (value != null && (value < min || value > max)) {
        throw new InvalidMessage("SCHEMA_VIOLATION", field, "send " + min + " to " + max);
      }
    }

    FeedSchedule schedule() {
      return new FeedSchedule(
          intervalMinutes,
          graceSeconds == null ? FeedSchedule.NONE.graceSeconds() : graceSeconds,
          Boolean.TRUE.equals(numbered));
    }
  }

  /// Every order that the channel has of those placed from `from` to before `to`; at most 10,000.
  public record Listing(Instant from, Instant to, List<FeedListed.Entry> orders) {}

  /// The run in which a listing is compared.
  public record Taken(long run) {}

  /// Says how the shop's listings are compared, and begins to wait for them.
  @PUT
  @Path("/{channel}/{shop}")
  @RolesAllowed(Roles.ADMIN)
  public FeedSchedule save(
      @PathParam("channel") String channel, @PathParam("shop") String shop, Settings body) {
    var schedule = Require.present("body", body).schedule();
    return requests.run(
        work -> {
          requireShop(work, channel, shop);
          schedule.save(work.connection(), channel, shop, requests.actor(), work.now());
          Feeds.expect(work, channel, shop, schedule);
          return schedule;
        });
  }

  @GET
  @Path("/{channel}/{shop}")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.ORDER_CLERK})
  public FeedSchedule find(@PathParam("channel") String channel, @PathParam("shop") String shop) {
    return requests.run(
        work -> {
          requireShop(work, channel, shop);
          return FeedSchedule.find(work.connection(), channel, shop);
        });
  }

  /// Takes a listing; it is compared after the shop's grace period.
  @POST
  @Path("/{channel}/{shop}")
  @RolesAllowed(Roles.CHANNEL)
  public Response list(
      @PathParam("channel") String channel, @PathParam("shop") String shop, Listing body) {
    Require.present("body", body);
    var listing = new FeedListed(channel, shop, body.from(), body.to(), body.orders());
    return requests.post(
        body,
        work -> {
          requireShop(work, channel, shop);
          var run = Feeds.take(work, listing);
          return Answer.created("/channel-feeds/runs/" + run, new Taken(run));
        });
  }

  private static void requireShop(Work work, String channel, String shop) throws SQLException {
    if (Shops.find(work.connection(), channel, shop) == null) {
      throw Problems.unknown("shop", channel + "/" + shop);
    }
  }

  /// Newest first.
  @GET
  @Path("/runs")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.OPERATOR, Roles.ANALYST})
  public Page<FeedRuns.Run> runs(
      @QueryParam("channel") String channel,
      @QueryParam("shop") String shop,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    return requests.run(work -> new FeedRuns(work.connection()).list(channel, shop, after, size));
  }

  @GET
  @Path("/runs/{run}")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.OPERATOR, Roles.ANALYST})
  public FeedRuns.Run run(@PathParam("run") long run) {
    return requests.run(work -> known(work, run));
  }

  /// The differences of a run, those that are resolved too, in the order in which they were found.
  @GET
  @Path("/runs/{run}/differences")
  @RolesAllowed({Roles.ORDER_CLERK, Roles.OPERATOR, Roles.ANALYST})
  public Page<FeedRuns.Found> differences(
      @PathParam("run") long run,
      @QueryParam("after") Long after,
      @QueryParam("limit") Integer limit) {
    int size = Page.limit(limit);
    return requests.run(
        work -> {
          known(work, run);
          return new FeedRuns(work.connection()).differences(run, after, size);
        });
  }

  private static FeedRuns.Run known(Work work, long run) throws SQLException {
    var found = new FeedRuns(work.connection()).find(run);
    if (found == null) throw Problems.unknown("run", String.valueOf(run));
    return found;
  }
}
