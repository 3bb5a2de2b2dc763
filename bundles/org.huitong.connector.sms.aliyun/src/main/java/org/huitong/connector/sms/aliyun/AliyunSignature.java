// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.kit.sign.Signatures;

/**
 * The signature {@code ACS3-HMAC-SHA256} of Alibaba Cloud's interfaces.
 *
 * @see <a href="https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature">V3 request structure
 *     and signature</a>
 */
final class AliyunSignature {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String NO_BODY = Signatures.sha256Hex(new byte[0]);

    private AliyunSignature() {}

    /** Names and values as they stand in a query and in what is signed: RFC 3986, by name. */
    static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> escaped(each.getKey()) + "=" + escaped(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The headers of a call without a body, {@code Authorization} among them. */
    static Map<String, String> headers(
            AliyunAccess access, URI address, String action, String version, String date, String nonce) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("x-acs-action", action);
        headers.put("x-acs-content-sha256", NO_BODY);
        headers.put("x-acs-date", date);
        headers.put("x-acs-signature-nonce", nonce);
        headers.put("x-acs-version", version);
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("host", address.getRawAuthority());
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String signature = sign(access.keySecret(), "POST", path, address.getRawQuery(), signed, NO_BODY);
        headers.put(
                "Authorization",
                ALGORITHM + " Credential=" + access.keyId() + ",SignedHeaders=" + names(signed) + ",Signature="
                        + signature);
        return headers;
    }

    /** @param headers all that are signed, by lower-case name */
    static String sign(
            String secret,
            String method,
            String path,
            String query,
            SortedMap<String, String> headers,
            String bodyHash) {
        String said = headers.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue().strip() + "\n")
                .collect(Collectors.joining());
        String canonical = String.join("\n", method, path, query, said, names(headers), bodyHash);
        String hash = Signatures.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of()
                .formatHex(Signatures.hmacSha256(
                        secret.getBytes(StandardCharsets.UTF_8),
                        (ALGORITHM + "\n" + hash).getBytes(StandardCharsets.UTF_8)));
    }

    private static String names(SortedMap<String, String> headers) {
        return String.join(";", headers.keySet());
    }
}
