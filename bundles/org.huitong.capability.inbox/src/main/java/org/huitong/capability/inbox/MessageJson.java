// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.Masked;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;

/**
 * A message as the world outside reads it; the names of the fields are part of the contract. The platform's payload is
 * left out: it may hold what the message itself does not show.
 *
 * @param names of the person, company, departments and project, as far as they are known
 * @param masked where a part of a number is hidden; absent where nothing is
 * @param highlights where the words stand that were asked for, in UTF-16 units; absent where none were
 */
public record MessageJson(
        String id,
        long seq,
        String platform,
        String tenant,
        String account,
        String conversation,
        Optional<String> conversationTitle,
        String conversationKind,
        String nativeId,
        Sender sender,
        List<Addressee> to,
        Optional<String> person,
        Optional<String> company,
        List<String> departments,
        Optional<String> project,
        Optional<String> module,
        Optional<String> assigned,
        Optional<String> customer,
        Map<String, String> names,
        String type,
        Optional<String> text,
        Optional<Event> event,
        Optional<Quote> quote,
        List<String> links,
        List<Addressee> mentions,
        Optional<Action> action,
        Optional<String> repliesTo,
        Optional<String> sameAs,
        List<File> attachments,
        String priority,
        List<String> tags,
        List<String> rules,
        Optional<String> secrecy,
        Instant sentAt,
        Instant receivedAt,
        int version,
        boolean recalled,
        Optional<Unavailable> unavailable,
        Optional<List<Masked>> masked,
        Optional<List<Highlight>> highlights) {

    /**
     * Who said it.
     *
     * @param tenant the company of the sender, which may be another than the message's
     */
    public record Sender(String id, List<String> ids, String tenant, String kind, Optional<String> name) {
        static Sender of(org.huitong.api.message.Sender sender, String tenant) {
            return new Sender(
                    sender.id(), sender.ids(), sender.tenant().orElse(tenant), lower(sender.kind()), sender.name());
        }
    }

    /** Whom it is for, or whom it calls by name. */
    public record Addressee(Optional<String> id, List<String> ids, Optional<String> tenant, Optional<String> name) {
        static Addressee of(org.huitong.api.message.Addressee addressee) {
            return new Addressee(
                    addressee.ids().stream().findFirst(), addressee.ids(), addressee.tenant(), addressee.name());
        }
    }

    /** What happened, by the platform's own word and by our sentence. */
    public record Event(String name, LocalText title) {}

    /** The earlier message that this one shows again. */
    public record Quote(Optional<String> nativeId, Optional<Sender> sender, String text) {
        static Quote of(org.huitong.api.message.Quote quote, String tenant) {
            return new Quote(quote.nativeId(), quote.sender().map(who -> Sender.of(who, tenant)), quote.text());
        }
    }

    /** What was chosen. */
    public record Action(Optional<String> letter, String choice) {}

    /** A body beside the text; it is named, not carried. */
    public record File(
            String type, String reference, Optional<String> name, Optional<Long> bytes, Optional<Long> durationMillis) {
        static File of(Attachment attachment) {
            return new File(
                    attachment.type().word(),
                    attachment.reference(),
                    attachment.name(),
                    boxed(attachment.bytes()),
                    boxed(attachment.durationMillis()));
        }

        private static Optional<Long> boxed(OptionalLong number) {
            return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
        }
    }

    /** Why the body cannot be shown. */
    public record Unavailable(String reason, LocalText detail) {}

    /** @param named what people call the person, company, department or project of an id */
    static MessageJson of(MessageView view, Function<String, Optional<String>> named) {
        return of(view, named, Optional.empty());
    }

    static MessageJson of(
            MessageView view, Function<String, Optional<String>> named, Optional<List<Highlight>> highlights) {
        Message message = view.message();
        Content content = message.content();
        String tenant = message.key().tenant();
        return new MessageJson(
                view.id().value(),
                view.seq(),
                message.key().platform(),
                message.key().tenant(),
                message.account(),
                message.conversation().id(),
                message.conversation().title(),
                lower(message.conversation().kind()),
                message.key().nativeId(),
                Sender.of(message.sender(), tenant),
                message.to().stream().map(Addressee::of).toList(),
                view.first(Mark.Kind.PERSON).findFirst(),
                view.first(Mark.Kind.COMPANY).findFirst(),
                view.marks(Mark.Kind.DEPARTMENT),
                view.first(Mark.Kind.PROJECT).findFirst(),
                view.first(Mark.Kind.MODULE).findFirst(),
                view.first(Mark.Kind.ASSIGNED).findFirst(),
                view.first(Mark.Kind.CUSTOMER).findFirst(),
                names(view, named),
                content.type().word(),
                content.text(),
                content.event().map(event -> new Event(event.name(), event.title())),
                content.quote().map(quote -> Quote.of(quote, tenant)),
                content.links(),
                content.mentions().stream().map(Addressee::of).toList(),
                content.action().map(action -> new Action(action.letter(), action.choice())),
                message.repliesTo(),
                view.first(Mark.Kind.SAME_AS).findFirst(),
                content.attachments().stream().map(File::of).toList(),
                view.priority().word(),
                view.marks(Mark.Kind.TAG),
                view.marks(Mark.Kind.RULE),
                secrecy(view),
                message.sentAt(),
                view.receivedAt(),
                view.version(),
                view.recalled(),
                content.unavailable().map(u -> new Unavailable(u.reason().word(), u.detail())),
                Optional.of(view.masked()).filter(masks -> !masks.isEmpty()),
                highlights);
    }

    /** The highest; nothing where nobody said anything. */
    private static Optional<String> secrecy(MessageView view) {
        return view.marks(Mark.Kind.SECRECY).isEmpty()
                ? Optional.empty()
                : Optional.of(Secrecy.among(view.marks()).word());
    }

    private static Map<String, String> names(MessageView view, Function<String, Optional<String>> named) {
        Map<String, String> names = new TreeMap<>();
        Stream.of(Mark.Kind.PERSON, Mark.Kind.COMPANY, Mark.Kind.DEPARTMENT, Mark.Kind.PROJECT, Mark.Kind.ASSIGNED)
                .flatMap(kind -> view.marks(kind).stream())
                .forEach(id -> named.apply(id).ifPresent(name -> names.put(id, name)));
        return names;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
