// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Reply;

/**
 * What a platform's support asks for of a call that did not come through. Nothing else of its answer is looked at, for that
 * may quote what was sent.
 *
 * @param status of the answer; 0 where there was none
 * @param code the platform's own; {@code -} where it gave none
 * @param request by which the platform finds the call again; {@code -} where it gave none
 */
record Mishap(int status, String code, String request) {
    private static final int LOOKED_AT = 4_096;
    private static final List<String> HEADERS =
            List.of("x-acs-request-id", "x-tt-logid", "x-request-id", "request-id", "x-amzn-requestid");
    private static final Pattern CODE =
            Pattern.compile("\"(?:errcode|code|errorCode|error_code)\"\\s*:\\s*\"?(-?[A-Za-z0-9_.]{1,40})\"?\\s*[,}]");
    private static final Pattern REQUEST =
            Pattern.compile("\"(?:requestid|request_id|requestId|log_id)\"\\s*:\\s*\"([A-Za-z0-9_-]{1,80})\"");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");
    private static final String NONE = "-";

    static Mishap of(Optional<Reply> reply) {
        return reply.map(Mishap::of).orElse(new Mishap(0, NONE, NONE));
    }

    private static Mishap of(Reply reply) {
        String body = new String(reply.body(), 0, Math.min(reply.body().length, LOOKED_AT), StandardCharsets.UTF_8);
        String request = HEADERS.stream()
                .flatMap(name -> reply.header(name).stream())
                .filter(value -> SAFE.matcher(value).matches())
                .findFirst()
                .orElseGet(() -> first(REQUEST, body));
        return new Mishap(reply.status(), first(CODE, body), request);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : NONE;
    }
}
