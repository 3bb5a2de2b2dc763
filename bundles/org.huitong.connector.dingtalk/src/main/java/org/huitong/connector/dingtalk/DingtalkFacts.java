// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.said;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * Every value of an object that a person reads, each in a line with the platform's own name for it: so that also an
 * event that nobody has described yet shows whom and what it concerns. Words (a title, a text) stand first and without
 * their name; the rest follows by name, because the order in which the platform sends is none. Pure.
 */
final class DingtalkFacts {
    /** Names of what is words by itself. */
    private static final List<String> WORDS =
            List.of("title", "subject", "text", "content", "markdown", "description", "recognition");

    /** What wraps an event or is said of it elsewhere: its name and id, the company, when it happened and arrived. */
    private static final Set<String> ENVELOPE = Set.of(
            "eventtype",
            "syncaction",
            "eventid",
            "bizid",
            "eventunifiedappid",
            "eventcorpid",
            "corpid",
            "authcorpid",
            "timestamp",
            "eventtime",
            "eventborntime",
            "eventtimestamp",
            "changedtimestamp",
            "createtime",
            "finishtime",
            "finshtime",
            "operattime",
            "operatetime",
            "gmtcreate",
            "gmtmodified",
            "syncseq",
            "statusseqnum",
            "schemaversion",
            "traceid",
            "requestid");

    /** Handles by which programs call for a thing. No person ever sees one; the payload keeps them. */
    private static final Set<String> HANDLES = Set.of(
            "processinstanceid",
            "processcode",
            "taskid",
            "bizcategoryid",
            "dingid",
            "operatorunionid",
            "spaceid",
            "dentryid",
            "fileid",
            "mediaid",
            "downloadcode",
            "picturedownloadcode",
            "eventscopeid",
            "calendareventid",
            "legacycalendareventid",
            "calendarid",
            "conferenceid",
            "scheduleconferenceid",
            "processquerykey",
            "robotcode",
            "msgid",
            "outtrackid",
            "avatar",
            "corplogourl",
            "logourl");

    /** What is told elsewhere: the message that is quoted. */
    private static final Set<String> ELSEWHERE =
            Set.of("isreplymsg", "isforwardmsg", "repliedmsg", "quotemessage", "quotedmsg", "quotemsg", "quotecontent");

    /** What opens something: it is never shown. */
    private static final Pattern SECRET = Pattern.compile(
            ".*(token|secret|password|aeskey|suiteticket|permanentcode|authcode|licensecode|invitecode|inviteurl)"
                    + "|sessionwebhook.*|random|encrypt");

    /** Members of an object that stands for one line of a form. */
    private static final Set<String> PAIR = Set.of("value", "name", "label", "title", "key", "id");

    private static final Pattern MOMENT = Pattern.compile(".*(time|date|deadline|stamp)");
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://\\S+");
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    /** The platform's own clock. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final int DEPTH = 8;

    /** A longer name is none: it would stand in every line below it. */
    private static final int NAME = 60;

    private final ContentBuilder out;
    private final Set<String> told;

    private DingtalkFacts(ContentBuilder out, Set<String> told) {
        this.out = out;
        this.told = told;
    }

    /** @param told names of members of the object itself that have been read already */
    static void write(Json json, ContentBuilder out, String... told) {
        new DingtalkFacts(out, Set.of(told)).value("", "", DingtalkJson.unfolded(json), 0);
    }

    /** @param label what stands before the value, empty before words */
    private void value(String label, String name, Json json, int depth) {
        Json value = depth < DEPTH ? DingtalkJson.unfolded(json) : json;
        if (ELSEWHERE.contains(key(name)) || SECRET.matcher(key(name)).matches()) {
            return;
        }
        if (value.isObject()) {
            members(label, value, depth);
        } else if (value.isArray()) {
            list(label, name, value, depth);
        } else {
            value.text()
                    .filter(text -> !text.isBlank() && isRead(key(name), text))
                    .ifPresent(text -> line(label, readable(key(name), text.strip())));
        }
    }

    private void members(String label, Json object, int depth) {
        List<String> sorted = new ArrayList<>(object.names());
        if (depth == 0) {
            sorted.removeAll(told);
        }
        String pair = pairName(object);
        if (!pair.isEmpty()) {
            value(pair, "value", object.at("value"), depth + 1);
            sorted.removeAll(PAIR);
        }
        sorted.sort(Comparator.<String>comparingInt(name -> label.isEmpty() ? rank(name) : 0)
                .thenComparing(String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Comparator.naturalOrder()));
        for (String name : sorted) {
            boolean words = label.isEmpty() && WORDS.contains(key(name));
            String shown = words || isWrapper(label, name, object.at(name)) ? "" : label(label, name);
            value(shown, name, object.at(name), depth + 1);
        }
    }

    /** What a form says: the name that people see, and what they chose or wrote. */
    private static String pairName(Json object) {
        return object.at("value").exists()
                ? said(object, "name", "label", "title", "key")
                        .map(DingtalkFacts::cut)
                        .orElse("")
                : "";
    }

    private void list(String label, String name, Json list, int depth) {
        List<String> simple = new ArrayList<>();
        for (Json item : list.items()) {
            Json value = depth < DEPTH ? DingtalkJson.unfolded(item) : item;
            if (value.isObject() || value.isArray()) {
                value(label, name, value, depth + 1);
            } else {
                value.text()
                        .filter(text -> !text.isBlank() && isRead(key(name), text))
                        .map(text -> readable(key(name), text.strip()))
                        .ifPresent(simple::add);
            }
        }
        line(label, simple.stream().collect(Collectors.joining(", ")));
    }

    private void line(String label, String text) {
        if (text.isEmpty()) {
            return;
        }
        out.newLine().words(label.isEmpty() ? "" : label + ": ");
        if (ADDRESS.matcher(text).matches()) {
            out.link("", text);
        } else {
            out.words(text);
        }
    }

    private static boolean isRead(String key, String text) {
        return !ENVELOPE.contains(key)
                && !HANDLES.contains(key)
                && !(key.equals("errcode") && text.strip().equals("0")
                        || key.equals("errmsg") && text.strip().equalsIgnoreCase("ok"));
    }

    /** A moment that is counted since 1970 as a person reads it; every other value as the platform gave it. */
    private static String readable(String key, String text) {
        boolean millis = text.length() == 13 && text.startsWith("1");
        boolean seconds = text.length() == 10 && text.startsWith("1");
        if (!(millis || seconds)
                || !MOMENT.matcher(key).matches()
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text;
        }
        long number = Long.parseLong(text);
        Instant at = millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        return READABLE.format(at.atOffset(CHINA));
    }

    /** The data of an event apart from its envelope is no further level. */
    private static boolean isWrapper(String label, String name, Json value) {
        String key = key(name);
        return label.isEmpty()
                && (key.equals("data") || key.equals("bizdata"))
                && DingtalkJson.unfolded(value).isObject();
    }

    private static int rank(String name) {
        int place = WORDS.indexOf(key(name));
        return place < 0 ? WORDS.size() : place;
    }

    /** A name with the one above it: enough to tell what was from what is. */
    private static String label(String above, String name) {
        String last = above.substring(above.lastIndexOf('.') + 1);
        return last.isEmpty() ? cut(name) : last + "." + cut(name).replace('.', '_');
    }

    private static String cut(String name) {
        String strip = name.strip();
        return strip.length() > NAME ? strip.substring(0, NAME) : strip;
    }

    /** One spelling for {@code CorpId}, {@code corpid} and {@code corp_id}. */
    private static String key(String name) {
        return name.strip().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
