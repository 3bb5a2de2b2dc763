// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The line to a provider. It is spoken on by the caller's thread and has none of its own, so that nothing is left when the
 * bundle goes; it follows no redirects and reads no more than a provider has to say.
 */
final class Line {
    private static final int LONGEST = 1 << 20;

    private final int millis;
    private final Optional<SSLSocketFactory> trusting;

    /** @param certificate a PEM file of what is trusted; blank: what Java trusts */
    Line(Duration patience, String certificate) {
        this.millis = Math.toIntExact(patience.toMillis());
        try {
            this.trusting =
                    certificate.isBlank() ? Optional.empty() : Optional.of(trusting(Path.of(certificate.strip())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The certificates cannot be used: " + certificate, e);
        }
    }

    private static SSLSocketFactory trusting(Path file) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("c" + trusted.size(), each);
            }
        }
        TrustManagerFactory judges = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        judges.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, judges.getTrustManagers(), null);
        return tls.getSocketFactory();
    }

    /** @throws IllegalArgumentException where codes and tokens would go over a line in clear */
    static void checkSafe(URI address) {
        boolean safe = "https".equals(address.getScheme()) && address.getHost() != null;
        if (!safe && !("http".equals(address.getScheme()) && isHere(address.getHost()))) {
            throw new IllegalArgumentException("Only https:// is spoken with a provider, or http:// on this machine: "
                    + address.getScheme() + "://" + address.getHost());
        }
    }

    private static boolean isHere(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    Answer get(URI address) throws IOException {
        return spoken(address, Optional.empty(), Optional.empty());
    }

    Answer get(URI address, String bearer) throws IOException {
        return spoken(address, Optional.of("Bearer " + bearer), Optional.empty());
    }

    Answer post(URI address, Optional<String> authorization, Map<String, String> form) throws IOException {
        return spoken(address, authorization, Optional.of(Form.of(form)));
    }

    private Answer spoken(URI address, Optional<String> authorization, Optional<String> form) throws IOException {
        HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection();
        if (call instanceof HttpsURLConnection secure) {
            trusting.ifPresent(secure::setSSLSocketFactory);
        }
        call.setConnectTimeout(millis);
        call.setReadTimeout(millis);
        call.setInstanceFollowRedirects(false);
        call.setRequestProperty("Accept", "application/json");
        authorization.ifPresent(value -> call.setRequestProperty("Authorization", value));
        if (form.isPresent()) {
            call.setRequestMethod("POST");
            call.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            call.setDoOutput(true);
            try (OutputStream out = call.getOutputStream()) {
                out.write(form.get().getBytes(StandardCharsets.US_ASCII));
            }
        }
        int status = call.getResponseCode();
        try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            byte[] said = in == null ? new byte[0] : in.readNBytes(LONGEST);
            return new Answer(status, new String(said, StandardCharsets.UTF_8));
        }
    }

    /** @param body holds tokens now and then: not to be logged */
    record Answer(int status, String body) {
        boolean isFine() {
            return status == HttpURLConnection.HTTP_OK;
        }

        /** Nothing where it is no JSON. */
        Map<String, Object> fields() {
            try {
                return JSONObjectUtils.parse(body);
            } catch (ParseException e) {
                return Map.of();
            }
        }

        Optional<String> text(String name) {
            return fields().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        List<String> texts(String name) {
            return fields().get(name) instanceof List<?> list
                    ? list.stream()
                            .flatMap(each -> each instanceof String text ? Stream.of(text) : Stream.empty())
                            .toList()
                    : List.of();
        }

        /** Fit for a log. */
        String word(String name) {
            String word = text(name).orElse("").replaceAll("[^\\x21-\\x7e]", "");
            return word.substring(0, Math.min(200, word.length()));
        }

        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
