// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** This hub as the browser knows it, which is where its cookies are. */
final class Home {
    private Home() {}

    /**
     * @param known the address that was set: whatever a caller says, no way leads back elsewhere
     * @param path from the root on
     */
    static URI of(Optional<URI> known, HttpServletRequest request, String path) {
        return known.map(home -> home.resolve(path))
                .orElseGet(() -> asked(request.getScheme(), request.getServerName(), request.getServerPort(), path));
    }

    private static URI asked(String scheme, String host, int port, String path) {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return URI.create(scheme + "://" + host + (usual ? "" : ":" + port) + path);
    }

    /** What was set, if it is such an address: {@code https://hub.example.com}, without a path. */
    static Optional<URI> known(String text) {
        try {
            URI address = URI.create(text.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            boolean bare = address.getRawPath() == null
                    || address.getRawPath().isEmpty()
                    || address.getRawPath().equals("/");
            return web
                            && bare
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawQuery() == null
                            && address.getRawFragment() == null
                    ? Optional.of(URI.create(address.getScheme() + "://" + address.getRawAuthority() + "/"))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
