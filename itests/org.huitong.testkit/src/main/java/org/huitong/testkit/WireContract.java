// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Action;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Event;
import org.huitong.api.message.Message;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One file for each kind of message in {@code src/test/resources/wire}: what comes in, and what it says. A connector's
 * test implements this.
 *
 * <pre>{@code
 * {"told": "callback",
 *  "in": {"what": "the platform sends, as JSON or as a text"},
 *  "says": {"type": "text", "event": "", "text": "你好", "attachments": [], "sender": "u-1", "name": "张三",
 *           "conversation": "hall", "kind": "GROUP", "title": "", "tenant": "acme", "nativeId": "m-1",
 *           "sentAt": "2026-11-22T07:59:59Z", "order": 42}}
 * }</pre>
 *
 * <p>These fields are always said, {@code order} only where it is not {@code sentAt} in milliseconds. Besides a file
 * says what is not empty of {@code quote} ("id sender: text"), {@code mentions} and {@code to} ("id|id name"),
 * {@code links, letter, choice, unavailable, company, repliesTo}: what it does not say must be empty. Of {@code ids}
 * nothing is asked where the file has none. In {@code nativeId} a # stands for a fingerprint. An attachment is shown as
 * its type, its reference and, where it has them, its name and {@code <duration> ms}: {@code "voice media-7 3000 ms"}.
 */
public interface WireContract {
    /** The call that brings the sample to the account {@code test}, made anew. */
    Callback call(WireSample sample);

    /** The one delivery of a call. */
    Delivery delivery(Callback call);

    /** The one message of a call. */
    Message message(Callback call);

    @TestFactory
    default Stream<DynamicTest> saysWhatItSays() {
        return WireSample.all().stream().map(sample -> dynamicTest(sample.file(), () -> saysWhatItSays(sample)));
    }

    private void saysWhatItSays(WireSample sample) {
        saysWhatItSays(message(call(sample)), sample.says());
        assertThat(delivery(call(sample)).id())
                .as("delivery")
                .isEqualTo(delivery(call(sample)).id());
    }

    /** Compares a message with what a file says of it, and names the field that differs. */
    static void saysWhatItSays(Message message, JsonNode says) {
        // All that differ at once, each by the name it has in the file.
        SoftAssertions differ = new SoftAssertions();
        Content content = message.content();
        said(differ, "type", content.type().word(), text(says, "type"));
        said(differ, "event", content.event().map(Event::name).orElse(""), text(says, "event"));
        said(differ, "text", content.text().orElse(""), text(says, "text"));
        said(
                differ,
                "attachments",
                content.attachments().stream().map(WireContract::show),
                texts(says.required("attachments")));
        said(differ, "quote", content.quote().map(WireContract::show).orElse(""), optional(says, "quote"));
        said(differ, "mentions", content.mentions().stream().map(WireContract::show), texts(says.path("mentions")));
        said(differ, "links", content.links().stream(), texts(says.path("links")));
        said(differ, "letter", content.action().flatMap(Action::letter).orElse(""), optional(says, "letter"));
        said(differ, "choice", content.action().map(Action::choice).orElse(""), optional(says, "choice"));
        said(
                differ,
                "unavailable",
                content.unavailable().map(u -> u.reason().word()).orElse(""),
                optional(says, "unavailable"));
        said(differ, "sender", message.sender().id(), text(says, "sender"));
        if (says.has("ids")) {
            said(differ, "ids", message.sender().ids().stream(), texts(says.path("ids")));
        }
        said(differ, "company", message.sender().tenant().orElse(""), optional(says, "company"));
        said(differ, "name", message.sender().name().orElse(""), text(says, "name"));
        said(differ, "to", message.to().stream().map(WireContract::show), texts(says.path("to")));
        said(differ, "repliesTo", message.repliesTo().orElse(""), optional(says, "repliesTo"));
        said(differ, "conversation", message.conversation().id(), text(says, "conversation"));
        said(differ, "kind", message.conversation().kind().name(), text(says, "kind"));
        said(differ, "title", message.conversation().title().orElse(""), text(says, "title"));
        said(differ, "tenant", message.key().tenant(), text(says, "tenant"));
        differ.assertThat(message.key().nativeId()).as("nativeId").matches(Vectors.pattern(text(says, "nativeId")));
        said(differ, "sentAt", message.sentAt().toString(), text(says, "sentAt"));
        differ.assertThat(message.order())
                .as("order")
                .isEqualTo(says.path("order").asLong(message.sentAt().toEpochMilli()));
        differ.assertThat(message.account()).as("account").isEqualTo("test");
        differ.assertAll();
    }

    private static void said(SoftAssertions differ, String field, String is, String expected) {
        differ.assertThat(is).as(field).isEqualTo(expected);
    }

    private static void said(SoftAssertions differ, String field, Stream<String> are, List<String> expected) {
        differ.assertThat(are).as(field).containsExactlyElementsOf(expected);
    }

    private static String show(Quote quote) {
        return quote.nativeId().orElse("?") + " "
                + quote.sender().map(Sender::id).orElse("?") + ": " + quote.text();
    }

    private static String show(Addressee addressee) {
        return String.join("|", addressee.ids())
                + addressee.name().map(name -> " " + name).orElse("");
    }

    private static String show(Attachment attachment) {
        StringBuilder out = new StringBuilder(attachment.type().word() + " " + attachment.reference());
        attachment.name().ifPresent(name -> out.append(' ').append(name));
        attachment.durationMillis().ifPresent(ms -> out.append(' ').append(ms).append(" ms"));
        return out.toString();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    /** Empty where the file does not say it. */
    private static String optional(JsonNode says, String name) {
        return says.path(name).asText("");
    }

    private static String text(JsonNode says, String name) {
        return says.required(name).asText();
    }
}
