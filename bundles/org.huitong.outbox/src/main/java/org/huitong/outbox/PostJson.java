// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.huitong.api.file.HeldFile;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.web.Problem;

/**
 * A letter as callers post it. One of text, markdown, card and file is given.
 *
 * @param file the id of an upload of one's own, or {@code <message>/<n>} for the n-th file of a message, from 0
 */
public record PostJson(
        ToJson to,
        String text,
        String markdown,
        CardJson card,
        String file,
        String urgency,
        String key,
        String answers) {
    private static final int LONGEST = 60_000;
    private static final int LONGEST_TITLE = 64;
    private static final int MOST_BUTTONS = 6;

    /** To whom: a person; a role; a room or a user of an account; an address of mail; a mobile number. */
    public record ToJson(
            String person,
            String role,
            String department,
            String platform,
            String account,
            String conversation,
            String user,
            String mail,
            String mobile) {}

    public record CardJson(String title, String text, List<ButtonJson> buttons) {}

    public record ButtonJson(String label, String choice, String link) {}

    boolean urgent() {
        if (urgency == null || urgency.equals("normal")) {
            return false;
        }
        if (urgency.equals("now")) {
            return true;
        }
        throw Problem.badRequest("urgency 是 now 或 normal。", "urgency is now or normal.");
    }

    Optional<String> wantedKey() {
        Optional<String> wanted = given(key);
        if (wanted.filter(k -> k.length() > Letter.LONGEST_KEY).isPresent()) {
            throw Problem.badRequest(
                    "key 最多 " + Letter.LONGEST_KEY + " 个字符。", "key has at most " + Letter.LONGEST_KEY + " characters.");
        }
        return wanted;
    }

    To recipient() {
        if (to == null) {
            throw noRecipient();
        }
        List<String> ways = Stream.of(to.person, to.role, to.conversation, to.user, to.mail, to.mobile)
                .flatMap(way -> given(way).stream())
                .toList();
        if (ways.size() != 1) {
            throw noRecipient();
        }
        String only = ways.get(0);
        if (only.length() > 255) {
            throw Problem.badRequest("收件人编号最多 255 个字符。", "A recipient's id has at most 255 characters.");
        }
        if (given(to.person).isPresent()) {
            return new To.Person(only);
        }
        if (given(to.role).isPresent()) {
            return new To.Role(only, given(to.department));
        }
        if (given(to.mail).isPresent()) {
            return new To.Mail(only);
        }
        if (given(to.mobile).isPresent()) {
            return new To.Mobile(only);
        }
        String platform = given(to.platform).filter(p -> fits(p, 32)).orElseThrow(PostJson::noRecipient);
        String account = given(to.account).filter(a -> fits(a, 64)).orElseThrow(PostJson::noRecipient);
        return given(to.user).isPresent() ? new To.User(platform, account, only) : new To.Room(platform, account, only);
    }

    /** @param files finds a file by the name that the caller has for it */
    Writing writing(Function<String, HeldFile> files) {
        if (Stream.of(text, markdown, card, file).filter(o -> o != null).count() != 1) {
            throw Problem.badRequest(
                    "请给出 text、markdown、card 或 file 其中之一。", "Give one of text, markdown, card and file.");
        }
        if (file != null) {
            return files.apply(file).asWriting();
        }
        if (text != null) {
            return new Writing.Text(words(text, LONGEST));
        }
        if (markdown != null) {
            String whole = words(markdown, LONGEST);
            String first = whole.strip()
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceAll("[#*>`]+", "")
                    .strip();
            String title = first.isEmpty() ? "消息" : first;
            return new Writing.Markdown(
                    title.substring(
                            0,
                            title.offsetByCodePoints(
                                    0, Math.min(LONGEST_TITLE, title.codePointCount(0, title.length())))),
                    whole);
        }
        List<ButtonJson> buttons = card.buttons() == null ? List.of() : card.buttons();
        if (buttons.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("buttons 里不能有 null。", "None of the buttons is null.");
        }
        if (buttons.size() > MOST_BUTTONS) {
            throw Problem.badRequest(
                    "卡片最多 " + MOST_BUTTONS + " 个按钮。", "A card has at most " + MOST_BUTTONS + " buttons.");
        }
        return new Writing.Card(
                words(card.title(), LONGEST_TITLE),
                words(card.text(), LONGEST),
                buttons.stream()
                        .map(b -> new Writing.Button(
                                words(b.label(), LONGEST_TITLE),
                                given(b.choice()).orElse(b.label()),
                                given(b.link()).map(PostJson::link)))
                        .toList());
    }

    private static String link(String link) {
        if (!link.startsWith("https://") && !link.startsWith("http://")) {
            throw Problem.badRequest(
                    "按钮的链接以 https:// 或 http:// 开头。", "A button's link begins with https:// or http://.");
        }
        return words(link, 1_000);
    }

    private static String words(String text, int longest) {
        if (text == null || text.isBlank()) {
            throw Problem.badRequest("不能发送空白内容。", "What is sent is not blank.");
        }
        if (text.length() > longest) {
            throw Problem.badRequest("内容最多 " + longest + " 个字符。", "It has at most " + longest + " characters.");
        }
        return text;
    }

    private static Problem noRecipient() {
        return Problem.badRequest(
                "to 是下列之一：{person}、{role, department?}、{platform, account, conversation}、"
                        + "{platform, account, user}、{mail}、{mobile}。",
                "to is one of {person}, {role, department?}, {platform, account, conversation},"
                        + " {platform, account, user}, {mail}, {mobile}.");
    }

    private static boolean fits(String word, int longest) {
        return word.length() <= longest && word.indexOf('\0') < 0;
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }

    @Override
    public String toString() {
        return "PostJson[]";
    }
}
