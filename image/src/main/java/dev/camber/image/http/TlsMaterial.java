package dev.camber.image.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS from the PEM files that Docker keeps: {@code ca.pem}, {@code cert.pem}, {@code key.pem}. */
public final class TlsMaterial {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END [A-Z0-9 ]+-----");
  private static final byte[] RSA_ALGORITHM = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private TlsMaterial() {}

  /**
   * A context from the files of {@code directory}; those that are missing are left out.
   *
   * @param verify whether the server's certificate is checked
   * @throws IOException if a file cannot be read or is not what its name says
   */
  public static SSLContext fromDirectory(Path directory, boolean verify) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(directory), trust(directory, verify), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS files in " + directory + ": " + e.getMessage(), e);
    }
  }

  private static javax.net.ssl.KeyManager[] keys(Path directory)
      throws IOException, GeneralSecurityException {
    Path certificate = directory.resolve("cert.pem");
    Path key = directory.resolve("key.pem");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return new javax.net.ssl.KeyManager[0];
    }
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        privateKey(Files.readString(key), key),
        new char[0],
        certificates(certificate).toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trust(Path directory, boolean verify)
      throws IOException, GeneralSecurityException {
    if (!verify) {
      return new TrustManager[] {new TrustEveryone()};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    Path authority = directory.resolve("ca.pem");
    if (Files.exists(authority)) {
      KeyStore store = emptyStore();
      int number = 0;
      for (Certificate certificate : certificates(authority)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      factory.init(store);
    } else {
      factory.init((KeyStore) null);
    }
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  static PrivateKey privateKey(String pem, Path file) throws IOException {
    Matcher matcher = PEM.matcher(pem);
    while (matcher.find()) {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2).strip());
      switch (matcher.group(1)) {
        case "PRIVATE KEY" -> {
          return pkcs8(der, file);
        }
        case "RSA PRIVATE KEY" -> {
          return pkcs8(wrapRsa(der), file);
        }
        default -> {}
      }
    }
    throw new IOException(
        file
            + " holds no private key that can be read (wanted PRIVATE KEY or RSA PRIVATE KEY; convert"
            + " others with: openssl pkcs8 -topk8 -nocrypt -in key.pem)");
  }

  private static PrivateKey pkcs8(byte[] der, Path file) throws IOException {
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // of another algorithm: try the next
      } catch (GeneralSecurityException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    throw new IOException(file + " is neither an RSA nor an elliptic curve key");
  }

  /** PKCS#1 inside PKCS#8: SEQUENCE { version 0, rsaEncryption, OCTET STRING }. */
  private static byte[] wrapRsa(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(new byte[] {0x02, 0x01, 0x00});
    inner.writeBytes(RSA_ALGORITHM);
    inner.writeBytes(der(0x04, pkcs1));
    return der(0x30, inner.toByteArray());
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else if (content.length < 256) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) content.length});
    } else {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length});
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** For daemons declared with TLS but without verification, as Docker's own option has it. */
  private static final class TrustEveryone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
