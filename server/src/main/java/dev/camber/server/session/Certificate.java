package dev.camber.server.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A certificate that a session signs for itself; clients trust it because the registry names it.
 * Kept on disk and made anew when it has less than {@link #LEAST_LEFT} to live or names other
 * hosts. Source: spec CLI and API, section 1.5.
 */
public final class Certificate {
  static final Duration LEAST_LEFT = Duration.ofDays(30);
  private static final Duration LIFE = Duration.ofDays(365);
  private static final String PASSWORD = "camber"; // of a key store that never leaves memory

  private final X509Certificate certificate;
  private final PrivateKey key;

  private Certificate(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * The certificate kept in a directory, or a new one, kept there.
   *
   * @param directory is made if need be; only its owner may enter it
   * @param name of the files, without extension
   * @param hosts names and addresses that clients call it by
   */
  public static Certificate kept(
      Path directory, String name, Set<String> hosts, Instant now, RandomGenerator random)
      throws IOException {
    PrivateFiles.directory(directory);
    Path certificateFile = directory.resolve(name + ".crt");
    Path keyFile = directory.resolve(name + ".key");
    try {
      if (Files.exists(certificateFile) && Files.exists(keyFile)) {
        Certificate kept = parse(Files.readString(certificateFile), Files.readString(keyFile));
        if (kept.isGood(now, hosts)) {
          return kept;
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      System.getLogger(Certificate.class.getName())
          .log(System.Logger.Level.DEBUG, "the kept certificate cannot be read", e);
    }
    try {
      Certificate made = make(hosts, now, random);
      PrivateFiles.write(keyFile, made.keyPem());
      PrivateFiles.write(certificateFile, made.pem());
      return made;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a certificate", e);
    }
  }

  private boolean isGood(Instant now, Set<String> hosts) throws GeneralSecurityException {
    Instant end = certificate.getNotAfter().toInstant();
    Set<String> named = new TreeSet<>();
    for (List<?> name : certificate.getSubjectAlternativeNames()) {
      named.add(String.valueOf(name.get(1)));
    }
    Set<String> wanted = new TreeSet<>();
    for (String host : hosts) {
      wanted.add(isAddress(host) ? String.valueOf(host).replace("::1", "0:0:0:0:0:0:0:1") : host);
    }
    return now.plus(LEAST_LEFT).isBefore(end) && named.containsAll(wanted);
  }

  /** The certificate in PEM, as clients need it. */
  public String pem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** The password of {@link #keyStore}. */
  public String password() {
    return PASSWORD;
  }

  /** Certificate and key in memory, for a server. */
  public KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "session", key, PASSWORD.toCharArray(), new X509Certificate[] {certificate});
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] bytes) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static byte[] bytes(String pem) {
    return Base64.getMimeDecoder()
        .decode(pem.replaceAll("-----(BEGIN|END) [A-Z ]+-----", "").strip());
  }

  private static Certificate parse(String certificatePem, String keyPem)
      throws GeneralSecurityException {
    X509Certificate certificate = read(bytes(certificatePem));
    PrivateKey key =
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(keyPem)));
    return new Certificate(certificate, key);
  }

  private static X509Certificate read(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static Certificate make(Set<String> hosts, Instant now, RandomGenerator random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    byte[] serial = new byte[16];
    random.nextBytes(serial);
    serial[0] = (byte) (serial[0] & 0x3f | 0x40); // positive, and never shorter
    byte[] algorithm = Der.sequence(Der.oid("1.2.840.10045.4.3.2")); // ECDSA with SHA-256
    byte[] name =
        Der.sequence(
            Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8("Camber session at " + now))));
    byte[] body =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(new byte[] {2})),
            Der.integer(serial),
            algorithm,
            name,
            Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(LIFE))),
            name,
            keys.getPublic().getEncoded(),
            Der.tagged(0xa3, extensions(hosts)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(body);
    byte[] der = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
    return new Certificate(read(der), keys.getPrivate());
  }

  private static byte[] extensions(Set<String> hosts) {
    List<byte[]> names = new ArrayList<>();
    for (String host : new TreeSet<>(hosts)) {
      names.add(
          isAddress(host)
              ? Der.tagged(0x87, address(host))
              : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
    }
    byte[] usage = Der.bits(2, new byte[] {(byte) 0xa4}); // signature, encipherment, signing
    return Der.sequence(
        extension("2.5.29.19", true, Der.sequence(Der.bool(true))),
        extension("2.5.29.15", true, usage),
        extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
        extension("2.5.29.17", false, Der.sequence(names.toArray(byte[][]::new))));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static boolean isAddress(String host) {
    return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.contains(":");
  }

  private static byte[] address(String host) {
    return InetAddress.ofLiteral(host).getAddress();
  }
}
