// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;

/**
 * A letter as the API shows it.
 *
 * @param insteadOf by which account it was to go first, where that could not send
 * @param price what that cost, in hundredths
 * @param to the fields that name its recipient
 * @param text what it says, for those who may read it
 * @param file what goes, where it is a file; its name is its text
 * @param toName what people call whom it goes to, where that is known and the reader's to know
 * @param byName what people call who wrote it
 * @param wordsGoneAt when what it said, and to whom, was let go
 * @param recalledAt when its platform said that it has taken it back
 * @param recallable whether the caller can have that asked for
 * @param message the platform's id or our own, by which it stands in the log
 */
public record LetterJson(
        String id,
        String seq,
        String state,
        int tries,
        Optional<String> platform,
        Optional<String> account,
        Optional<String> insteadOf,
        Optional<Integer> price,
        Optional<String> nativeId,
        Optional<Map<String, String>> reason,
        Optional<Instant> dueAt,
        Map<String, String> to,
        Optional<String> toName,
        String urgency,
        boolean repeated,
        String by,
        Optional<String> byName,
        Instant postedAt,
        Optional<Instant> acceptedAt,
        Optional<String> text,
        Optional<FileJson> file,
        Optional<Instant> wordsGoneAt,
        Optional<Instant> recalledAt,
        boolean recallable,
        Optional<String> message) {
    static LetterJson of(
            ShelfRow row, Dispatcher.Outlook outlook, boolean withText, Called called, boolean recallable) {
        boolean accepted = row.state() == State.ACCEPTED || row.state() == State.DELIVERED || row.state() == State.READ;
        return new LetterJson(
                row.id(),
                Long.toString(row.seq()),
                row.state().word(),
                row.tries(),
                some(row.account().platform()),
                some(row.account().account()),
                row.detouredFrom().map(from -> from.platform() + "/" + from.account()),
                Optional.of(row.price()).filter(p -> p > 0),
                some(row.nativeId()),
                outlook.reason().map(LetterJson::both),
                outlook.dueAt(),
                to(row.sheet()),
                called.to(),
                row.urgent() ? "now" : "normal",
                row.repeated(),
                row.by(),
                called.by(),
                row.postedAt(),
                accepted ? Optional.of(row.sentAt()) : Optional.empty(),
                withText && row.sheet().isReadable()
                        ? Optional.of(text(row.sheet().writing()))
                        : Optional.empty(),
                withText && row.sheet().writing() instanceof Writing.File file
                        ? Optional.of(new FileJson(file.type(), file.bytes(), file.sha256()))
                        : Optional.empty(),
                row.goneAt(),
                row.takenBackAt(),
                recallable,
                accepted && row.spoken()
                        ? Optional.of(
                                row.isMessage() && !row.nativeId().isBlank() ? row.nativeId() : "letter:" + row.id())
                        : Optional.empty());
    }

    static Map<String, String> both(LocalText text) {
        return Map.of("zh", text.zh(), "en", text.en());
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(t -> !t.isBlank());
    }

    private static Map<String, String> to(Sheet sheet) {
        return sheet.isReadable() ? to(sheet.to()) : Map.of();
    }

    private static Map<String, String> to(To to) {
        if (to instanceof To.Person person) {
            return Map.of("person", person.person());
        }
        if (to instanceof To.Role role) {
            return role.department().isPresent()
                    ? Map.of(
                            "role", role.role(), "department", role.department().get())
                    : Map.of("role", role.role());
        }
        if (to instanceof To.Room room) {
            return Map.of("conversation", room.conversation());
        }
        if (to instanceof To.User user) {
            return Map.of("user", user.user());
        }
        return to instanceof To.Mail mail
                ? Map.of("mail", mail.address())
                : Map.of("mobile", ((To.Mobile) to).number());
    }

    private static String text(Writing writing) {
        if (writing instanceof Writing.Text text) {
            return text.text();
        }
        if (writing instanceof Writing.File file) {
            return file.name();
        }
        return writing instanceof Writing.Markdown markdown
                ? markdown.text()
                : ((Writing.Card) writing).inText().text();
    }

    /** A file that goes. */
    public record FileJson(String kind, long bytes, String sha256) {}

    /** One page; {@code next} goes into {@code after}. */
    public record Page(List<LetterJson> items, Optional<String> next) {}

    /** What came of posting. */
    public record Posted(String id) {}

    /** An account and what is left of its quotas. */
    public record StandingJson(
            String platform,
            String account,
            Optional<Map<String, String>> problem,
            Optional<Instant> pausedUntil,
            List<QuotaJson> quotas) {
        static StandingJson of(Dispatcher.Standing standing) {
            return new StandingJson(
                    standing.account().platform(),
                    standing.account().account(),
                    standing.problem().map(LetterJson::both),
                    standing.pausedUntil(),
                    standing.quotas().stream()
                            .map(l -> new QuotaJson(
                                    l.quota().most(), l.quota().within().toSeconds(), l.left()))
                            .toList());
        }
    }

    /** @param within seconds */
    public record QuotaJson(int most, long within, int left) {}

    /** The accounts that can send. */
    public record Standings(List<StandingJson> items) {}
}
