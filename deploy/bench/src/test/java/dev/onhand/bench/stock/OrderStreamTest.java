package dev.onhand.bench.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The digests are those that the generator of the systems under comparison printed for the same
/// parameters.
class OrderStreamTest {

  @Test
  void the_standard_stream_is_that_of_the_peers() {
    var stream = OrderStream.of(OrderShape.zipf(42, 20_000));
    assertEquals(
        "4432e6b80a39b7352827023884d845d4d39d42449273d9cae154cb13b7f054f2", stream.ordersDigest());
    assertEquals(
        "98791ee1488b9e8997cd2bed9d21501194dd6d26ed4484c2f0859ae9e535d750", stream.stockDigest());
    assertEquals(20_000, stream.distinct());
  }

  @Test
  void a_scarce_stream_with_repeated_commands_is_that_of_the_peers() {
    var shape = OrderShape.zipf(7, 20_000).withSkus(500).withDuplicates(0.05).withScarcity();
    var stream = OrderStream.of(shape);
    assertEquals(
        "6b1e39f68560893201bb9755c03d5efe148dd66df00cf0c1eb2f2d226d961a78", stream.ordersDigest());
    assertEquals(
        "5fe7029c00745aa412f4148c8c7cc0f54954e956f6729f0cfc3e54e5f5f6480f", stream.stockDigest());
    assertEquals(18_966, stream.distinct());
  }

  @Test
  void a_uniform_stream_with_a_hot_item_is_that_of_the_peers() {
    var shape = new OrderShape(9, 10_000, 2, 3, 4, 0, 0.5, 0, 5_000, 3, false, 0.30);
    var stream = OrderStream.of(shape);
    assertEquals(
        "176ed789bbaee45d6ea3b4cd8114fd606a36504c0f9ffbe5eb33a6d0f593ebd8", stream.ordersDigest());
    assertEquals(
        "ebd6af976dbf7a006868a1d43e4dbcb4644a4fb5991264fd338568ed13dd0011", stream.stockDigest());
  }
}
