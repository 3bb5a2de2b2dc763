// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.part;
import static org.huitong.connector.dingtalk.DingtalkJson.said;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;
import static org.huitong.connector.dingtalk.DingtalkJson.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Content;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * Messages that somebody forwards together: a title, a summary with names, and the messages in which the platform often
 * names people by encrypted ids only, and of which it leaves some out. What is shown is each message behind the name of
 * who said it, and then what stands in the summary alone. For one message.
 */
final class DingtalkRecords {
    private static final String[] LISTS = {"chatRecord", "records", "messages", "recordList", "msgList", "list"};

    private final DingtalkBody body;
    private final ContentBuilder out;

    /** Words that were shown already. */
    private final Set<String> shown = new HashSet<>();

    private final Map<String, String> names = new HashMap<>();

    /** A line of the summary: who said what, the name empty where it has none. */
    private record Line(String whole, String name, String words) {
        static Line of(String line) {
            String whole = line.strip();
            int colon = whole.replace('：', ':').indexOf(':');
            return colon > 0
                    ? new Line(
                            whole,
                            whole.substring(0, colon).strip(),
                            whole.substring(colon + 1).strip())
                    : new Line(whole, "", whole);
        }

        /** What the client shows in the place of a picture or a file. */
        boolean isPlaceholder() {
            return words.startsWith("[") && words.endsWith("]");
        }
    }

    DingtalkRecords(DingtalkBody body, ContentBuilder out) {
        this.body = body;
        this.out = out;
    }

    void read(Json record) {
        out.line(words(record, "title"));
        List<Line> summary = summary(record);
        List<Json> entries = record.isArray() ? record.items() : entries(record);
        for (int i = 0; i < entries.size(); i++) {
            Optional<Line> beside = i < summary.size() ? Optional.of(summary.get(i)) : Optional.empty();
            entry(unfolded(entries.get(i)), beside);
        }
        for (int i = 0; i < summary.size(); i++) {
            Line line = summary.get(i);
            if (!shown.contains(line.words()) && (i >= entries.size() || !line.isPlaceholder())) {
                out.line(line.whole());
            }
        }
    }

    private static List<Json> entries(Json record) {
        for (String list : LISTS) {
            Json entries = unfolded(record.at(list));
            if (!entries.items().isEmpty()) {
                return entries.items();
            }
        }
        return List.of();
    }

    /** A list of lines, or the lines of a text. */
    private static List<Line> summary(Json record) {
        Optional<Json> summary = part(record, "summary", "abstract");
        List<Line> lines = new ArrayList<>();
        summary.map(Json::items)
                .ifPresent(
                        items -> items.forEach(item -> item.text().map(Line::of).ifPresent(lines::add)));
        summary.flatMap(Json::text).stream()
                .flatMap(String::lines)
                .map(Line::of)
                .forEach(lines::add);
        lines.removeIf(line -> line.whole().isEmpty());
        return lines;
    }

    private void entry(Json entry, Optional<Line> beside) {
        if (!entry.isObject()) {
            entry.text().ifPresent(text -> line("", text));
            return;
        }
        Optional<DingtalkBody> inside = body.within();
        if (inside.isEmpty()) {
            DingtalkFacts.write(entry, out);
            return;
        }
        String kind = said(entry, "msgType", "msgtype", "type").orElse("text");
        Content content = inside.get().read(kind, entry, new ContentBuilder());
        content.attachments().forEach(out::attach);
        String words = ContentBuilder.readable(content);
        String name = name(entry, beside, words);
        if (words.isEmpty()) {
            // The client shows a word of its own for what has none.
            line(name, beside.filter(Line::isPlaceholder).map(Line::words).orElse(placeholder(content)));
        } else {
            line(name, words);
        }
    }

    private void line(String name, String words) {
        shown.add(words.strip());
        out.line(name.isEmpty() || words.isBlank() ? words : name + ": " + words);
    }

    private String name(Json entry, Optional<Line> beside, String words) {
        String id = said(entry, "senderStaffId", "senderId").orElse("");
        Optional<String> name = said(
                        entry, "senderNick", "senderName", "nickName", "nick", "userName", "sender", "name")
                .or(() -> said(entry.at("sender"), "nick", "name", "senderNick"))
                .or(() -> beside.filter(line -> line.isPlaceholder() || fits(line.words(), words))
                        .map(Line::name))
                .or(() -> Optional.ofNullable(names.get(id)));
        name.filter(known -> !known.isEmpty() && !id.isEmpty()).ifPresent(known -> names.put(id, known));
        return name.orElse("");
    }

    /** The summary cuts long words off. */
    private boolean fits(String inSummary, String words) {
        String cut = inSummary.replaceAll("(\\.{3}|(?<!…)…++)$", "");
        boolean fits = !cut.isEmpty() && words.strip().startsWith(cut);
        if (fits) {
            shown.add(inSummary);
        }
        return fits;
    }

    private static String placeholder(Content content) {
        if (content.attachments().isEmpty()) {
            return "";
        }
        return switch (content.attachments().get(0).type()) {
            case IMAGE -> "[图片]";
            case VOICE -> "[语音]";
            case VIDEO -> "[视频]";
            default -> "[文件]";
        };
    }
}
