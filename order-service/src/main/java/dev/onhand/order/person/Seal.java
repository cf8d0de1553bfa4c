package dev.onhand.order.person;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM with a random nonce in front, bound to the place it is stored at; and a keyed
/// digest, so that content can be compared without being kept.
final class Seal {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Seal() {}

  static byte[] newKey() {
    return random(KEY_BYTES);
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /// `place` says where the result is kept; it opens nowhere else.
  static byte[] seal(byte[] key, String place, byte[] plain) {
    var nonce = random(NONCE_BYTES);
    var sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, place, plain);
    var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  static byte[] open(byte[] key, String place, byte[] sealed) {
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    var content = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return crypt(Cipher.DECRYPT_MODE, key, nonce, place, content);
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, String place, byte[] content) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealed content of " + place + " cannot be read", e);
    }
  }

  /// HMAC-SHA-256 in hex, with a key derived from the customer's for this use alone.
  static String digest(byte[] key, String text) {
    var forDigests = mac(key, "document-digest".getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac(forDigests, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] mac(byte[] key, byte[] content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
