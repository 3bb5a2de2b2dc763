// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.send;

import org.huitong.api.connector.Reply;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;

/** What platforms answer, as far as they are alike. */
public final class Answers {
    private static final Json EMPTY = Json.read("{}").good().orElseThrow();
    private static final int LONGEST = 200;

    private Answers() {}

    /** The answer as JSON; of one that is none (a page of a gateway, nothing) an object without members. */
    public static Json json(Reply reply) {
        return Json.read(reply.body()).good().filter(Json::isObject).orElse(EMPTY);
    }

    /** Our sentence, and behind it the platform's code and words, which are what its support asks for. */
    public static LocalText reason(String zh, String en, String code, String message) {
        String words = message.strip().replaceAll("\\s+", " ");
        String said =
                code + (words.isEmpty() ? "" : " " + (words.length() <= LONGEST ? words : words.substring(0, LONGEST)));
        return LocalText.of(zh + "（" + said + "）", en + " (" + said + ")");
    }

    /** @param status of an answer that is not this platform's JSON */
    public static LocalText unreadable(int status) {
        return LocalText.of(
                "平台的应答无法理解（HTTP " + status + "）", "the platform's answer cannot be read (HTTP " + status + ")");
    }
}
