// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * The servers of one directory, tried in order. Each use has a connection of its own, read on the caller's thread: nothing
 * is left open when the bundle goes. Names of certificates are compared with the server's.
 */
final class Servers {
    private final ServerSet servers;
    private final String bindDn;
    private final String bindPassword;

    Servers(LdapConfig config) {
        this.bindDn = config.bindDn();
        this.bindPassword = config.bindPassword();
        try {
            SSLContext tls = tls(config.certificate());
            LDAPConnectionOptions options = options(Duration.parse(config.timeout()));
            List<ServerSet> each = new ArrayList<>();
            for (String server : config.servers()) {
                each.add(one(new LDAPURL(server.strip()), config.startTls(), tls, options));
            }
            if (each.isEmpty()) {
                throw new IllegalArgumentException("servers is empty; name one, such as ldaps://dc1.example.com:636");
            }
            this.servers = new FailoverServerSet(each.toArray(ServerSet[]::new));
        } catch (LDAPException | GeneralSecurityException | java.io.IOException e) {
            throw new IllegalArgumentException("The servers cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext tls(String certificate) throws GeneralSecurityException, java.io.IOException {
        return certificate.isBlank()
                ? SSLContext.getDefault()
                : new SSLUtil(new PEMFileTrustManager(new File(certificate.strip()))).createSSLContext();
    }

    private static LDAPConnectionOptions options(Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        options.setConnectTimeoutMillis(millis);
        options.setResponseTimeoutMillis(millis);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private static ServerSet one(LDAPURL url, boolean startTls, SSLContext tls, LDAPConnectionOptions options) {
        boolean secret = url.getScheme().equals("ldaps");
        if (!secret && !startTls && !isHere(url.getHost())) {
            throw new IllegalArgumentException(
                    "Passwords would go over the line in clear: use ldaps:// or startTls for " + url.getHost());
        }
        SSLSocketFactory sockets = tls.getSocketFactory();
        PostConnectProcessor then = !secret && startTls ? new StartTLSPostConnectProcessor(sockets) : null;
        return new SingleServerSet(
                url.getHost(), url.getPort(), secret ? sockets : SocketFactory.getDefault(), options, null, then);
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Connected, and nobody yet; to be closed. */
    LDAPConnection connect() throws LDAPException {
        return servers.getConnection();
    }

    /** Connected as the account that searches; to be closed. */
    LDAPConnection search() throws LDAPException {
        LDAPConnection connection = connect();
        try {
            connection.bind(bindDn, bindPassword);
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }
}
