package dev.onhand.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/// The key pair with which tests sign: made once per JVM, never stored in the repository.
///
/// It is handed on through a system property, because Quarkus loads this class more than once.
final class TestKeys {

  private static final String PROPERTY = "onhand.test.private.key";
  private static final String FILE_PROPERTY = "onhand.test.public.key.file";

  private TestKeys() {}

  static KeyPair current() {
    synchronized (System.class) {
      var known = System.getProperty(PROPERTY);
      if (known != null) {
        return decode(known);
      }
      var fresh = fresh();
      System.setProperty(
          PROPERTY, Base64.getEncoder().encodeToString(fresh.getPrivate().getEncoded()));
      return fresh;
    }
  }

  /// A pair that no verifier knows.
  static KeyPair fresh() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public half as a PEM file, removed with the JVM.
  static Path publicKeyFile() {
    synchronized (System.class) {
      var known = System.getProperty(FILE_PROPERTY);
      if (known != null) {
        return Path.of(known);
      }
      try {
        var file = Files.createTempFile("onhand-test-key", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, pem(current()));
        System.setProperty(FILE_PROPERTY, file.toString());
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static String pem(KeyPair pair) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN PUBLIC KEY-----\n"
        + body.encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static KeyPair decode(String encoded) {
    try {
      var factory = KeyFactory.getInstance("RSA");
      PrivateKey key =
          factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
      var parts = (RSAPrivateCrtKey) key;
      var publicKey =
          factory.generatePublic(
              new RSAPublicKeySpec(parts.getModulus(), parts.getPublicExponent()));
      return new KeyPair(publicKey, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
