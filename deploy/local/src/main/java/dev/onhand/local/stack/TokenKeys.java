package dev.onhand.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// The RSA key pair that signs local tokens, made once per ONHAND_HOME. Production has an OIDC
/// provider instead.
public final class TokenKeys {
  private static final int RSA_BITS = 2048;
  private static final int PEM_COLUMNS = 64;

  private final Path folder;

  private TokenKeys(Path folder) {
    this.folder = folder;
  }

  /// Makes the pair if there is none.
  public static TokenKeys of(Settings settings) {
    var keys = new TokenKeys(settings.home().keys());
    if (!Files.exists(keys.privateKeyFile())) {
      keys.generate();
    }
    return keys;
  }

  Path privateKeyFile() {
    return folder.resolve("private.pem");
  }

  Path publicKeyFile() {
    return folder.resolve("public.pem");
  }

  PrivateKey privateKey() {
    try {
      var pem = Files.readString(privateKeyFile());
      var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + privateKeyFile(), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StackException(
          privateKeyFile() + " holds no RSA key: delete the folder keys/ and start again.", e);
    }
  }

  private void generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      var pair = generator.generateKeyPair();
      Files.writeString(publicKeyFile(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      // The private key appears last, whole, and readable by its owner only.
      var draft =
          Files.createTempFile(
              folder,
              "private",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.move(draft, privateKeyFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write keys to " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new StackException("This JDK makes no RSA keys: " + e.getMessage(), e);
    }
  }

  private static String pem(String kind, byte[] encoded) {
    var base64 = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
  }
}
