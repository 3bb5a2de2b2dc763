// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Who collects what was noted, reached by syslog over TLS (RFC 5425). Syslog has no receipts: that bytes were handed to
 * the network says nothing of where they are. So each batch has a connection of its own, whose end is told (RFC 8446, 6.1),
 * and the batch counts as taken once the collector has ended its side, too: it had to read all of it to find that end, and
 * a line that somebody leaves with bytes unread is reset. Some collectors (rsyslog 8) end the line without a last word in
 * TLS, so the line's end has to do; who cuts it in between is found by the gap in {@code seq}.
 */
final class Collector {
    private static final int USUAL_PORT = 6514;
    private static final int LAST_PORT = 65_535;
    /** A name or an address in digits, one with colons in brackets; with a port, or not. */
    private static final Pattern ADDRESS = Pattern.compile("([^\\s:\\[\\]]+|\\[[0-9A-Fa-f:.%]+])(?::([0-9]{1,5}))?");

    private static final Pattern PIN = Pattern.compile("(?:[0-9A-Fa-f]{2}:?){32}");
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final String host;
    private final int port;
    private final SSLContext tls;
    private final boolean named;
    private final Duration patience;

    private Collector(String host, int port, SSLContext tls, boolean named, Duration patience) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.named = named;
        this.patience = patience;
    }

    /**
     * @param address host, or host:port
     * @param authority a file with the certificates of those whom it is signed by, in PEM; blank: those that Java trusts
     * @param pin the SHA-256 of its own certificate in hex, by which alone it is known then; blank: by its name
     * @param patience for connecting, and for each answer
     * @throws IOException what cannot be used, in a sentence
     */
    static Collector of(String address, String authority, String pin, Duration patience) throws IOException {
        Matcher written = ADDRESS.matcher(address);
        int port = !written.matches() ? 0 : written.group(2) == null ? USUAL_PORT : Integer.parseInt(written.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new IOException("collector is written host or host:port, the port from 1 to 65535");
        }
        if (!pin.isBlank() && !PIN.matcher(pin.strip()).matches()) {
            throw new IOException("collectorPin is the SHA-256 of a certificate, 64 digits in hex");
        }
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust(authority.strip(), pin.strip()), null);
            return new Collector(written.group(1), port, tls, pin.isBlank(), patience);
        } catch (GeneralSecurityException e) {
            throw new IOException("collectorAuthority is no file of certificates in PEM", e);
        }
    }

    private static TrustManager[] trust(String authority, String pin) throws GeneralSecurityException, IOException {
        if (!pin.isEmpty()) {
            return new TrustManager[] {new Pinned(pin.replace(":", "").toLowerCase(Locale.ROOT))};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authority.isEmpty() ? null : store(Path.of(authority)));
        return factory.getTrustManagers();
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        if (!Files.isReadable(file)) {
            throw new IOException("collectorAuthority names a file that cannot be read: " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(store.size()), each);
            }
        }
        if (store.size() == 0) {
            throw new IOException("collectorAuthority is a file without any certificate: " + file);
        }
        return store;
    }

    /** Hands them over; when it returns, the collector has read all of them. */
    void take(List<byte[]> frames) throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis);
            plain.setSoTimeout(millis);
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, false)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setProtocols(VERSIONS);
                if (named) {
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                }
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                for (byte[] frame : frames) {
                    out.write(frame);
                }
                out.flush();
                socket.shutdownOutput();
                try {
                    drain(socket.getInputStream());
                } catch (SSLException | EOFException withoutLastWord) {
                    // How the line itself ends decides.
                }
                drain(plain.getInputStream());
            }
        }
    }

    /** Collectors say nothing; what one says all the same is no receipt. */
    private static void drain(InputStream in) throws IOException {
        byte[] said = new byte[256];
        int read;
        do {
            read = in.read(said);
        } while (read >= 0);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Known by its certificate and by nothing else. */
    private record Pinned(String pin) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!HexFormat.of().formatHex(hash).equals(pin)) {
                    throw new CertificateException("the collector's certificate is not the one of collectorPin");
                }
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("nobody comes here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
