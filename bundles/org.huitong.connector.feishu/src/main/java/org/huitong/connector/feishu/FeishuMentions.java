// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.message.Addressee;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * Who is called in a message. The platform puts a key into the text and says beside it whom the key stands for; messages
 * of the first generation and the markdown of cards have a tag in the text instead. For one thread and one message.
 */
final class FeishuMentions {
    private static final String EVERYBODY = "@_all";

    /**
     * A key that the platform put in the place of a name, or a tag around it. Nothing that was read is given back: of a
     * tag that never ends each letter would be tried anew.
     */
    private static final Pattern CALL = Pattern.compile(
            "@_(?:[a-z]++_[0-9]++|all)|<at\\s++(?:user_id|open_id|id|ids|email)\\s*+=\\s*+[\"']?+([^\"'<>\\s]*+)[\"']?+[^<>]*+>([^<>]*+)</at>");

    private final ContentBuilder out;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    private FeishuMentions(ContentBuilder out) {
        this.out = out;
    }

    /**
     * @param tenant of the message; who belongs to another company is told with it
     * @param out is told of everybody who is called
     */
    static FeishuMentions of(Json message, String tenant, ContentBuilder out) {
        FeishuMentions mentions = new FeishuMentions(out);
        for (Json mention : message.at("mentions").items()) {
            FeishuEvent.word(mention, "key").ifPresent(key -> mentions.add(key, mention, tenant));
        }
        return mentions;
    }

    private void add(String key, Json mention, String tenant) {
        Optional<String> name = FeishuEvent.word(mention, "name");
        if (key.equals(EVERYBODY)) {
            name.ifPresent(shown -> names.put(key, shown));
            out.mention(Addressee.EVERYBODY);
            return;
        }
        // Messages that are read by a call have the id bare, those that are pushed the ids of one party.
        List<String> ids = Stream.concat(
                        Stream.of(mention.at("id"), mention).flatMap(told -> FeishuPeople.ids(told).stream()),
                        FeishuEvent.word(mention, "id").stream())
                .distinct()
                .toList();
        name.or(() -> ids.stream().findFirst()).ifPresent(shown -> names.put(key, shown));
        known.addAll(ids);
        if (!ids.isEmpty() || name.isPresent()) {
            out.mention(new Addressee(ids, FeishuPeople.company(mention, tenant), name));
        }
    }

    /** Names in the place of the keys and tags that stand for them; a key that nothing is said of stays. */
    String named(String text) {
        return text.contains("@_") || text.contains("<at")
                ? CALL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(shown(found)))
                : text;
    }

    private String shown(MatchResult call) {
        if (call.group(1) == null) {
            return shown(call.group());
        }
        String name = call.group(2).strip();
        String bare = name.startsWith("@") ? name.substring(1) : name;
        return called(call.group(1), bare);
    }

    /** What an at-node shows. */
    String shown(Json at) {
        return called(
                FeishuEvent.word(at, "user_id", "open_id", "id").orElse(""),
                FeishuEvent.word(at, "user_name", "name").orElse(""));
    }

    /** Somebody who stands in the text itself, by a key or by an id of its own. */
    private String called(String id, String name) {
        if (id.startsWith("@_")) {
            return name.isEmpty() ? shown(id) : "@" + name;
        }
        if (id.equals("all")) {
            out.mention(Addressee.EVERYBODY);
            return name.isEmpty() ? "@所有人" : "@" + name;
        }
        if (!id.isEmpty() && known.add(id)) {
            out.mention(Addressee.of(id, name));
        } else if (id.isEmpty() && !name.isEmpty()) {
            out.mention(Addressee.named(name));
        }
        return "@" + (name.isEmpty() ? id : name);
    }

    private String shown(String key) {
        if (key.equals(EVERYBODY)) {
            out.mention(Addressee.EVERYBODY);
        }
        String name = names.get(key);
        return name != null ? "@" + name : key.equals(EVERYBODY) ? "@所有人" : key;
    }
}
