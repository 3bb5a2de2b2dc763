// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * The kinds of messages that the archive holds, and what each of them says. Of a kind that is not known every word is
 * kept. Pure.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91774">消息格式</a>
 */
final class ArchiveKinds {
    private static final int DEEPEST = 8;
    private static final Set<String> NO_WORDS = Set.of("sdkfileid", "md5sum", "filesize", "imagesize", "voice_size");
    private static final Set<String> ENVELOPE =
            Set.of("msgid", "action", "from", "tolist", "roomid", "msgtime", "msgtype", "seq", "time", "user");
    private static final String RECORD = "chatrecord";

    private final ContentBuilder out = new ContentBuilder();
    private final ZoneId zone;

    private ArchiveKinds(ZoneId zone) {
        this.zone = zone;
    }

    static Content content(String kind, Json record, ZoneId zone) {
        ArchiveKinds words = new ArchiveKinds(zone);
        Optional<MessageType> type = words.say(kind, body(kind, record), 0);
        if (words.out.isEmpty()) {
            // A known kind whose words stand in another place than they should.
            words.everything(body(kind, record), 0);
        }
        if (type.isEmpty() || type.get() == MessageType.EVENT) {
            String name = kind.isEmpty() ? "message" : kind;
            return words.out.event(name, ArchiveEvents.title(name)).build(MessageType.EVENT);
        }
        return words.out.isEmpty()
                ? Content.unavailable(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of("存档里有这条消息，但没有内容", "the archive names this message without its content"))
                : words.out.build(type.get());
    }

    /** Some kinds have their body under another name than their own. */
    private static Json body(String kind, Json record) {
        String other =
                switch (kind) {
                    case "docmsg" -> "doc";
                    case "external_redpacket" -> "redpacket";
                    case "markdown", "news", "voiptext", "qydiskfile" -> "info";
                    default -> kind;
                };
        return record.at(kind).exists() ? record.at(kind) : record.at(other).exists() ? record.at(other) : record;
    }

    /** @return nothing for a kind that is not known */
    private Optional<MessageType> say(String kind, Json body, int depth) {
        return Optional.ofNullable(
                switch (kind) {
                    case "text" -> said(MessageType.TEXT, body);
                    case "markdown" -> said(MessageType.RICH_TEXT, body);
                    case "image" -> media(MessageType.IMAGE, body);
                    case "emotion" -> media(MessageType.IMAGE, body);
                    case "voice" -> media(MessageType.VOICE, body);
                    case "video" -> media(MessageType.VIDEO, body);
                    case "file" -> media(MessageType.FILE, body);
                    case "meeting_voice_call" -> voiceMeeting(body);
                    case "voip_doc_share" -> {
                        media(MessageType.FILE, body);
                        yield MessageType.EVENT;
                    }
                    case "location" -> lines(MessageType.LOCATION, body, "title", "address", "latitude", "longitude");
                    case "link" -> link(body);
                    case "docmsg" -> link(body);
                    case "news" -> news(body);
                    case "mixed" -> items(MessageType.RICH_TEXT, body, depth);
                    case RECORD -> {
                        out.line(body.text("title"));
                        yield items(MessageType.RICH_TEXT, body, depth);
                    }
                    case "card" -> card(body);
                    case "weapp" -> lines(MessageType.CARD, body, "title", "description", "displayname");
                    case "todo" -> lines(MessageType.CARD, body, "title", "content");
                    case "vote" -> {
                        out.line(body.text("votetitle"));
                        texts(body.at("voteitem")).forEach(item -> out.line("· " + item));
                        yield MessageType.CARD;
                    }
                    case "collect" -> {
                        lines(MessageType.CARD, body, "title", "room_name", "creator", "create_time");
                        body.at("details")
                                .items()
                                .forEach(row -> out.line(row.text("ques").map(q -> "· " + q)));
                        yield MessageType.CARD;
                    }
                    case "redpacket", "external_redpacket" -> redPacket(body);
                    case "meeting" -> meeting(body, "topic", "address");
                    case "calendar" -> meeting(body, "title", "place");
                    case "agree", "disagree" -> lines(MessageType.EVENT, body, "userid");
                    default -> {
                        everything(body, depth);
                        yield null;
                    }
                });
    }

    private MessageType said(MessageType type, Json body) {
        body.text("content").or(body::text).ifPresent(out::said);
        return type;
    }

    private MessageType lines(MessageType type, Json body, String... names) {
        for (String name : names) {
            out.line(body.text(name));
        }
        return type;
    }

    /** The name of a file is its attachment's. */
    private MessageType media(MessageType type, Json body) {
        Optional<String> name = body.text("filename").or(() -> body.text("title"));
        Optional<String> file = ArchivePeople.said(body, "sdkfileid");
        if (file.isEmpty()) {
            name.ifPresent(word -> out.line(word)
                    .lacking(
                            Unavailable.Reason.WITHHELD,
                            LocalText.of("存档没有给出这个文件", "the archive does not hand out this file")));
            return type;
        }
        OptionalLong seconds = body.number("play_length");
        out.attach(new Attachment(
                type,
                ArchiveFile.reference(file.get(), body.text("md5sum").orElse("")),
                name,
                size(body),
                seconds.isPresent() ? OptionalLong.of(seconds.getAsLong() * 1_000) : OptionalLong.empty()));
        return type;
    }

    private static OptionalLong size(Json body) {
        for (String name : List.of("filesize", "imagesize", "voice_size")) {
            OptionalLong size = body.number(name);
            // The vendor's own sample of a shared document has one beyond all measure.
            if (size.isPresent() && size.getAsLong() >= 0 && size.getAsLong() < 1L << 40) {
                return size;
            }
        }
        return OptionalLong.empty();
    }

    private MessageType link(Json body) {
        lines(MessageType.LINK, body, "title", "description", "doc_creator");
        out.address(body.text("link_url"));
        return MessageType.LINK;
    }

    private MessageType news(Json body) {
        for (Json item : body.at("item").items()) {
            out.line(item.text("title")).line(item.text("description")).address(item.text("url"));
        }
        return MessageType.CARD;
    }

    private MessageType card(Json body) {
        out.line(body.text("userid")).line(body.text("corpname"));
        return MessageType.CARD;
    }

    private MessageType redPacket(Json body) {
        out.line(body.text("wish"))
                .field("个数", body.text("totalcnt"))
                // In cents.
                .field(
                        "金额",
                        body.number("totalamount").isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.2f 元",
                                        body.number("totalamount").getAsLong() / 100.0)
                                : "");
        return MessageType.CARD;
    }

    private MessageType meeting(Json body, String title, String place) {
        out.line(body.text(title))
                .field("开始", time(body, "starttime"))
                .field("结束", time(body, "endtime"))
                .field("地点", body.text(place))
                .field("会议号", body.text("meetingid"))
                .field("发起人", body.text("creatorname"));
        List<String> who = texts(body.at("attendeename"));
        out.field("参与人", String.join("、", who)).line(body.text("remarks"));
        return MessageType.CARD;
    }

    private MessageType voiceMeeting(Json body) {
        media(MessageType.VOICE, body);
        out.field("结束", time(body, "endtime"));
        for (Json shown : body.at("demofiledata").items()) {
            out.line(shown.text("filename")).line(shown.text("demooperator"));
        }
        body.at("sharescreendata").items().forEach(shared -> out.field("共享屏幕", shared.text("share")));
        return MessageType.EVENT;
    }

    /** Parts of a message of several kinds, or of a chat that was forwarded, in their order. */
    private MessageType items(MessageType type, Json body, int depth) {
        for (Json item : body.at("item").items()) {
            String kind = item.text("type").orElse("").toLowerCase(Locale.ROOT);
            String plain =
                    kind.startsWith(RECORD) && kind.length() > RECORD.length() ? kind.substring(RECORD.length()) : kind;
            Json inside = item.at("content").unfolded().good().orElse(item.at("content"));
            if (depth >= DEEPEST) {
                everything(inside, depth);
            } else {
                out.newLine();
                say(plain.equals("messages") ? RECORD : plain, inside, depth + 1);
            }
        }
        return type;
    }

    /** Every word of what is not known, each value under the platform's own name for it. */
    private void everything(Json body, int depth) {
        if (body.isArray()) {
            body.items().forEach(item -> everything(item, depth + 1));
        } else if (body.isObject()) {
            for (String name : body.names()) {
                Json value = body.at(name);
                if (name.equals("sdkfileid")) {
                    media(MessageType.FILE, body);
                } else if (depth == 0 && ENVELOPE.contains(name) || NO_WORDS.contains(name)) {
                    continue;
                } else if (value.text().isPresent()) {
                    out.field(name, value.text());
                } else {
                    everything(value, depth + 1);
                }
            }
        } else {
            out.line(body.text());
        }
    }

    private static List<String> texts(Json list) {
        return list.items().stream().flatMap(item -> item.text().stream()).toList();
    }

    private String time(Json body, String name) {
        OptionalLong at = body.number(name);
        return at.isPresent() && at.getAsLong() > 0
                ? ArchivePlace.words(Instant.ofEpochSecond(at.getAsLong()), zone)
                : "";
    }
}
