// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and values as addresses and forms have them. */
final class Form {
    private Form() {}

    static String of(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The address with these besides what is in its query already. */
    static URI with(URI address, Map<String, String> values) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + of(values));
    }
}
