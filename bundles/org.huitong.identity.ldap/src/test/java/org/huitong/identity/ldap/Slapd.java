// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.huitong.testkit.FreePort;
import org.osgi.util.converter.Converters;

/** A real OpenLDAP server with a certificate of its own, filled before it starts. */
final class Slapd implements AutoCloseable {
    static final String BASE = "ou=Staff,dc=example,dc=com";
    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
    private static final String SECRET = "reads-only";
    private final Path folder;
    private final int plain;
    private final int tls;
    private Process process;

    private Slapd(Path folder, int plain, int tls) {
        this.folder = folder;
        this.plain = plain;
        this.tls = tls;
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM) && Files.exists(Path.of("/etc/ldap/schema/inetorgperson.schema"));
    }

    /** @param ldif what stands below {@link #BASE} */
    static Slapd start(Path folder, String ldif) throws IOException, InterruptedException, LDAPException {
        Slapd slapd = new Slapd(folder, FreePort.next(), FreePort.next());
        slapd.prepare(ldif);
        slapd.run();
        return slapd;
    }

    private void prepare(String ldif) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("db"));
        call(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                folder + "/key.pem",
                "-out",
                certificate());
        Files.writeString(
                folder.resolve("slapd.conf"),
                String.join(
                        "\n",
                        "include /etc/ldap/schema/core.schema",
                        "include /etc/ldap/schema/cosine.schema",
                        "include /etc/ldap/schema/inetorgperson.schema",
                        "modulepath /usr/lib/ldap",
                        "moduleload back_mdb",
                        "TLSCertificateFile " + certificate(),
                        "TLSCertificateKeyFile " + folder + "/key.pem",
                        "pidfile " + folder + "/pid",
                        // As Active Directory: a search that is not paged gets no more than so many.
                        "limits * size.soft=1000 size.hard=1000 size.prtotal=unlimited",
                        "database mdb",
                        "maxsize 104857600",
                        "suffix \"dc=example,dc=com\"",
                        "rootdn \"cn=reader,dc=example,dc=com\"",
                        "rootpw " + SECRET,
                        "directory " + folder + "/db",
                        "limits dn.exact=\"cn=reader,dc=example,dc=com\" size=1000 size.prtotal=unlimited",
                        "index uid,employeeNumber eq",
                        ""));
        Path file = folder.resolve("first.ldif");
        Files.writeString(
                file,
                "dn: dc=example,dc=com\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example\n\n"
                        + "dn: " + BASE + "\nobjectClass: organizationalUnit\nou: Staff\n\n" + ldif);
        call("/usr/sbin/slapadd", "-q", "-f", folder + "/slapd.conf", "-l", file.toString());
    }

    private static void call(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + said);
        }
    }

    private void run() throws IOException, InterruptedException, LDAPException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-d",
                        "0",
                        "-f",
                        folder + "/slapd.conf",
                        "-h",
                        plainUrl() + "/ " + tlsUrl() + "/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Instant late = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", plain)) {
                return;
            } catch (LDAPException e) {
                if (Instant.now().isAfter(late) || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    String certificate() {
        return folder + "/cert.pem";
    }

    String plainUrl() {
        return "ldap://localhost:" + plain;
    }

    String tlsUrl() {
        return "ldaps://localhost:" + tls;
    }

    /** Somebody with all rights, to change what is there. */
    LDAPConnection administrator() throws LDAPException {
        return new LDAPConnection("127.0.0.1", plain, "cn=reader,dc=example,dc=com", SECRET);
    }

    /** The directory that is made of it. */
    LdapDirectory directory(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(Map.of(
                "kind",
                "ldap",
                "servers",
                new String[] {tlsUrl()},
                "certificate",
                certificate(),
                "bindDn",
                "cn=reader,dc=example,dc=com",
                "bindPassword",
                SECRET,
                "base",
                BASE,
                "company",
                "总部"));
        settings.putAll(more);
        return new LdapDirectory(
                Converters.standardConverter().convert(settings).to(LdapConfig.class),
                "main",
                java.time.InstantSource.system());
    }

    static String unit(String path) {
        String name = path.substring(0, path.indexOf(',') < 0 ? path.length() : path.indexOf(','));
        return "dn: ou=" + path.replace(",", ",ou=") + "," + BASE + "\nobjectClass: organizationalUnit\nou: " + name
                + "\n\n";
    }

    static String person(String uid, String number, String name, String unit, String... more) {
        return "dn: uid=" + uid + (unit.isEmpty() ? "" : ",ou=" + unit.replace(",", ",ou=")) + "," + BASE
                + "\nobjectClass: inetOrgPerson\nuid: " + uid + "\ncn: " + name + "\nsn: " + name
                + "\nemployeeNumber: " + number + "\nuserPassword: pw-" + uid + "\n"
                + List.of(more).stream().map(line -> line + "\n").reduce("", String::concat) + "\n";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
