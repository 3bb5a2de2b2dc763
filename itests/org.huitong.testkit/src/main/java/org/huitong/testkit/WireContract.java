// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
 * One file for each kind of message: what comes in, and what it says. A connector's test implements this.
 *
 * <p>A file says {@code type, event, text, attachments, sender, name, conversation, kind, title, tenant, nativeId,
 * sentAt}, and what is not empty of {@code quote} ("id sender: text"), {@code mentions} and {@code to} ("id|id name"),
 * {@code links, letter, choice, unavailable, ids, company, repliesTo}, and {@code order} where it is not the time. What
 * a file does not say must be empty; of {@code ids} nothing is asked then.
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
        Content content = message.content();
        said("type", content.type().word(), text(says, "type"));
        said("event", content.event().map(Event::name).orElse(""), text(says, "event"));
        said("text", content.text().orElse(""), text(says, "text"));
        said(
                "attachments",
                content.attachments().stream().map(WireContract::show),
                texts(says.required("attachments")));
        said("quote", content.quote().map(WireContract::show).orElse(""), optional(says, "quote"));
        said("mentions", content.mentions().stream().map(WireContract::show), texts(says.path("mentions")));
        said("links", content.links().stream(), texts(says.path("links")));
        said("letter", content.action().flatMap(Action::letter).orElse(""), optional(says, "letter"));
        said("choice", content.action().map(Action::choice).orElse(""), optional(says, "choice"));
        said(
                "unavailable",
                content.unavailable().map(u -> u.reason().word()).orElse(""),
                optional(says, "unavailable"));
        said("sender", message.sender().id(), text(says, "sender"));
        if (says.has("ids")) {
            said("ids", message.sender().ids().stream(), texts(says.path("ids")));
        }
        said("company", message.sender().tenant().orElse(""), optional(says, "company"));
        said("name", message.sender().name().orElse(""), text(says, "name"));
        said("to", message.to().stream().map(WireContract::show), texts(says.path("to")));
        said("repliesTo", message.repliesTo().orElse(""), optional(says, "repliesTo"));
        said("conversation", message.conversation().id(), text(says, "conversation"));
        said("kind", message.conversation().kind().name(), text(says, "kind"));
        said("title", message.conversation().title().orElse(""), text(says, "title"));
        said("tenant", message.key().tenant(), text(says, "tenant"));
        assertThat(message.key().nativeId()).as("nativeId").matches(Vectors.pattern(text(says, "nativeId")));
        said("sentAt", message.sentAt().toString(), text(says, "sentAt"));
        assertThat(message.order())
                .as("order")
                .isEqualTo(says.path("order").asLong(message.sentAt().toEpochMilli()));
        assertThat(message.account()).as("account").isEqualTo("test");
    }

    private static void said(String field, String is, String expected) {
        assertThat(is).as(field).isEqualTo(expected);
    }

    private static void said(String field, Stream<String> are, List<String> expected) {
        assertThat(are).as(field).containsExactlyElementsOf(expected);
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
