// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.util.converter.Converters;

/**
 * A domain controller of Samba, made in a folder and serving LDAP alone. It listens at the ports that every domain
 * controller has, so it needs root and has an address of this machine to itself.
 */
final class SambaDc implements AutoCloseable {
    static final String BASE = "DC=corp,DC=example,DC=com";
    static final String SECRET = "Long-Enough-Pass1";
    private static final String ADDRESS = "127.0.0.77";
    private static final String ADD = String.join(
            "\n",
            "import sys",
            "from samba.auth import system_session",
            "from samba.param import LoadParm",
            "from samba.samdb import SamDB",
            "settings = LoadParm()",
            "settings.load(sys.argv[1])",
            "people = SamDB(url=sys.argv[2], session_info=system_session(), lp=settings)",
            "people.transaction_start()",
            "people.add_ldif(open(sys.argv[3]).read())",
            "people.transaction_commit()");
    private static final List<Path> NEEDED = List.of(
            Path.of("/usr/sbin/samba"),
            Path.of("/usr/bin/samba-tool"),
            Path.of("/usr/share/samba/setup"),
            Path.of("/usr/lib/x86_64-linux-gnu/samba/ldb/samba_secrets.so"));

    private final Path folder;
    private Process process;

    private SambaDc(Path folder) {
        this.folder = folder;
    }

    static boolean isThere() {
        return NEEDED.stream().allMatch(Files::exists) && "root".equals(System.getProperty("user.name"));
    }

    /** @param ldif what is added before it serves */
    static SambaDc start(Path folder, String ldif) throws Exception {
        SambaDc dc = new SambaDc(folder);
        dc.prepare(ldif);
        dc.run();
        return dc;
    }

    private void prepare(String ldif) throws IOException, InterruptedException {
        call(
                "samba-tool",
                "domain",
                "provision",
                "--realm=CORP.EXAMPLE.COM",
                "--domain=CORP",
                "--server-role=dc",
                "--dns-backend=NONE",
                "--host-name=dc1",
                "--adminpass=" + SECRET,
                "--targetdir=" + folder.resolve("dc"));
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
                "/CN=dc1",
                "-addext",
                "subjectAltName=IP:" + ADDRESS,
                "-keyout",
                folder + "/key.pem",
                "-out",
                certificate());
        Files.createDirectories(folder.resolve("pid"));
        Files.createDirectories(folder.resolve("rpc"));
        String settings = Files.readString(folder.resolve("dc/etc/smb.conf"));
        Files.writeString(
                folder.resolve("smb.conf"),
                settings.replaceFirst(
                        "\\[global\\]",
                        String.join(
                                "\n\t",
                                "[global]",
                                "interfaces = " + ADDRESS + "/8",
                                "bind interfaces only = yes",
                                "server services = ldap",
                                "pid directory = " + folder.resolve("pid"),
                                "ncalrpc dir = " + folder.resolve("rpc"),
                                "tls keyfile = " + folder + "/key.pem",
                                "tls certfile = " + certificate(),
                                "tls cafile =")));
        Path file = folder.resolve("first.ldif");
        Files.writeString(file, ldif);
        // In one transaction: thousands, each by itself over the network, would take minutes.
        call("/usr/bin/python3", "-c", ADD, folder + "/smb.conf", folder + "/dc/private/sam.ldb", file.toString());
    }

    private static void call(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + said);
        }
    }

    private void run() throws Exception {
        process = new ProcessBuilder("/usr/sbin/samba", "-i", "-s", folder + "/smb.conf", "--debug-stdout")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("samba.log").toFile())
                .start();
        Instant late = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            try (LDAPConnection connection = administrator()) {
                return;
            } catch (LDAPException e) {
                if (Instant.now().isAfter(late) || process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    throw new IOException(Files.readString(folder.resolve("samba.log")), e);
                }
            }
        }
    }

    private String certificate() {
        return folder + "/cert.pem";
    }

    /** Somebody with all rights, to change what is there. */
    LDAPConnection administrator() throws LDAPException, GeneralSecurityException {
        return new LDAPConnection(
                new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
                ADDRESS,
                636,
                "CORP\\Administrator",
                SECRET);
    }

    /** The directory that is made of it, as delivered but for where it is. */
    LdapDirectory directory(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "servers",
                new String[] {"ldaps://" + ADDRESS + ":636"},
                "certificate",
                certificate(),
                "bindDn",
                "CORP\\Administrator",
                "bindPassword",
                SECRET,
                "base",
                "OU=Staff," + BASE,
                "company",
                "总部",
                "timeout",
                "PT30S"));
        settings.putAll(more);
        return new LdapDirectory(
                Converters.standardConverter().convert(settings).to(LdapConfig.class), "main", InstantSource.system());
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
    }
}
