// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

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
            return good.value();
        }
        throw Problem.badRequest("请求体应是一个 JSON 对象。", "The body is to be an object of JSON.");
    }
}
