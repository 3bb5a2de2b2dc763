// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;

/**
 * The account as it is configured.
 *
 * @param signature in front of every message, in 【】; empty where none is asked for
 * @param templates what may be said, each with {@code {…}} where something is put in; where there is none, anything may
 */
record Gateway(
        String host,
        int port,
        String systemId,
        String password,
        String sender,
        String signature,
        List<Pattern> templates) {
    static Optional<Parsed<Gateway>> of(SmsConfig config, String password) {
        if (config.host().isBlank() || config.systemId().isBlank() || password.isEmpty()) {
            return Optional.empty();
        }
        // SMPP 3.4 has room for so many.
        if (config.systemId().strip().length() > 15 || password.length() > 8) {
            return Optional.of(new Parsed.Bad<>(LocalText.of(
                    "SMPP 的 systemId 最多 15 个字符，密码最多 8 个",
                    "SMPP takes 15 characters of System ID and 8 of Password at most")));
        }
        List<Pattern> templates = Arrays.stream(config.templates())
                .filter(t -> !t.isBlank())
                .map(Gateway::pattern)
                .toList();
        String signature = config.signature().strip().replaceAll("^【|】$", "");
        return Optional.of(new Parsed.Good<>(new Gateway(
                config.host().strip(),
                config.port(),
                config.systemId().strip(),
                password,
                config.sender().strip(),
                signature,
                templates)));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(
                Arrays.stream(template.strip().split("\\{[^{}]*}", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".{1,100}")),
                Pattern.DOTALL);
    }

    /** Whether the carrier lets these words through. */
    boolean admits(String text) {
        return templates.isEmpty()
                || templates.stream().anyMatch(t -> t.matcher(text.strip()).matches());
    }

    String signed(String text) {
        return signature.isEmpty() ? text : "【" + signature + "】" + text;
    }

    @Override
    public String toString() {
        return "Gateway[" + host + "]";
    }
}
