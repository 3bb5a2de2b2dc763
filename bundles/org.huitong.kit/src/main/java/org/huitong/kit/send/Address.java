// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.send;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;

/** Where a platform is called, as an operator entered it: what stands in front of every path. */
public final class Address {
    private static final LocalText NO_ADDRESS =
            LocalText.of("地址须以 http:// 或 https:// 开头", "an address begins with http:// or https://");

    private final String base;

    private Address(String base) {
        this.base = base;
    }

    /** @param entered with or without a slash at its end */
    public static Parsed<Address> of(String entered) {
        String base = entered.strip().replaceAll("/+$", "");
        try {
            URI uri = URI.create(base);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getFragment() == null
                    ? new Parsed.Good<>(new Address(base))
                    : new Parsed.Bad<>(NO_ADDRESS);
        } catch (IllegalArgumentException e) {
            return new Parsed.Bad<>(NO_ADDRESS);
        }
    }

    /** @param query names and values by turns; they are escaped here */
    public URI at(String path, String... query) {
        StringBuilder address = new StringBuilder(base).append(path);
        for (int i = 0; i + 1 < query.length; i += 2) {
            address.append(i > 0 || base.indexOf('?') >= 0 ? '&' : '?')
                    .append(query[i])
                    .append('=')
                    .append(escaped(query[i + 1]));
        }
        return URI.create(address.toString());
    }

    /** A text as a part of a path or a query. */
    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A webhook's address is its secret. */
    @Override
    public String toString() {
        return "Address[]";
    }
}
