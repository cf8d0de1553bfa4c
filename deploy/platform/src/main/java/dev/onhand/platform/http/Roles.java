package dev.onhand.platform.http;

/// The roles a bearer token may carry in its `groups` claim.
public final class Roles {
  public static final String CHANNEL = "channel";
  public static final String ORDER_CLERK = "order-clerk";
  public static final String WAREHOUSE = "warehouse";
  public static final String PLANNER = "planner";
  public static final String BUYER = "buyer";
  public static final String APPROVER = "approver";
  public static final String ACCOUNTANT = "accountant";
  public static final String CONTROLLER = "controller";
  public static final String ANALYST = "analyst";
  public static final String OPERATOR = "operator";
  public static final String ADMIN = "admin";

  private Roles() {}
}
