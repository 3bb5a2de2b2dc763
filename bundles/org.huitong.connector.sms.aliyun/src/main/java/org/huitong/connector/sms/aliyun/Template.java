// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.JsonText;

/**
 * One approved template: its code, and its words, which say what may be put in where. A letter has to have these words;
 * what stands in the places goes to the provider as parameters.
 */
final class Template {
    private static final Pattern LINE = Pattern.compile("(SMS_[0-9A-Za-z_]{1,40})\\s*=\\s*(.+)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z][0-9A-Za-z_]{0,63})}");

    private final String code;
    private final List<String> places;
    private final Pattern words;

    private Template(String code, List<String> places, Pattern words) {
        this.code = code;
        this.places = List.copyOf(places);
        this.words = words;
    }

    /** @param line as {@code SMS_123456=您有一条紧急消息：${content}} */
    static Parsed<Template> of(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            return new Parsed.Bad<>(LocalText.of(
                    "模板应写作“SMS_123456=您有一条紧急消息：${content}”", "a template is written as SMS_123456=Urgent: ${content}"));
        }
        List<String> places = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        String text = parts.group(2).strip();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            words.append(Pattern.quote(text.substring(from, place.start()))).append("(.+?)");
            places.add(place.group(1));
            from = place.end();
        }
        words.append(Pattern.quote(text.substring(from)));
        return new Parsed.Good<>(
                new Template(parts.group(1), places, Pattern.compile(words.toString(), Pattern.DOTALL)));
    }

    /** As the provider names it. */
    String code() {
        return code;
    }

    /** What stands in the places, as JSON; empty where these are not its words. */
    Optional<String> parameters(String text) {
        Matcher said = words.matcher(text.strip());
        if (!said.matches()) {
            return Optional.empty();
        }
        JsonText parameters = JsonText.object();
        for (int i = 0; i < places.size(); i++) {
            parameters.with(places.get(i), said.group(i + 1));
        }
        return Optional.of(parameters.toString());
    }
}
