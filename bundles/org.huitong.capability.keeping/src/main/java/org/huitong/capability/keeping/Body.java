// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static java.lang.Character.MAX_SURROGATE;
import static java.lang.Character.MIN_SURROGATE;

import org.huitong.api.web.Problem;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** Bodies of calls that hold a filter, which no record describes. */
final class Body {
    private Body() {}

    /** @throws Problem where it is no object of JSON */
    static Json read(String body) {
        if (Json.read(body == null ? "" : body) instanceof Parsed.Good<Json> good
                && good.value().isObject()) {
            if (good.value().toString().codePoints().anyMatch(c -> c >= MIN_SURROGATE && c <= MAX_SURROGATE)) {
                throw Problem.badRequest(
                        "请求体的文本含有半个字符（单独的代理码元），请改正或去掉。",
                        "A text of the body holds half a character (a lone surrogate); mend it or leave it out.");
            }
            return good.value();
        }
        throw Problem.badRequest("请求体应是一个 JSON 对象。", "The body is to be an object of JSON.");
    }
}
