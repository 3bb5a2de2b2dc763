// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import java.util.regex.Pattern;
import org.huitong.api.message.Message;

/** What thanks look like. All the thinking is here, and needs nothing to be tested. */
final class Thanks {
    static final String READ = "thanks.read";

    private static final Pattern SAID = Pattern.compile("谢谢|感谢|多谢|\\bthank(?:s| you)\\b", Pattern.CASE_INSENSITIVE);

    private Thanks() {}

    static boolean areIn(Message message) {
        return message.content().text().filter(text -> SAID.matcher(text).find()).isPresent();
    }
}
