// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * A transfer as the API shows it.
 *
 * @param state {@code waiting}, {@code sent}, {@code expired}, {@code withdrawn}, {@code raised}, {@code gone}; of what was asked for and
 *     did not come about {@code refused}, {@code overtaken}
 * @param file what callers hand to a platform's letter or another transfer where it is of a message
 * @param downloads who has taken it, for who handed it on and who looks after transfers
 */
public record TransferJson(
        String id,
        String state,
        String tier,
        Optional<String> name,
        String kind,
        long bytes,
        String sha256,
        Optional<String> note,
        String by,
        String byName,
        boolean mine,
        boolean open,
        List<ToJson> to,
        Optional<String> approval,
        Instant madeAt,
        Optional<Instant> sentAt,
        Instant expiresAt,
        Optional<List<DownloadJson>> downloads) {
    /** Who gets it: a person, or a room. */
    public record ToJson(
            Optional<String> person,
            Optional<String> platform,
            Optional<String> account,
            Optional<String> conversation,
            String name,
            Optional<String> letter,
            Optional<Instant> fetchedAt) {}

    /** Who has taken it, and when. */
    public record DownloadJson(String by, String byName, Instant at) {}

    /** One page; {@code next} goes into {@code after}. */
    public record Page(List<TransferJson> items, Optional<String> next) {}

    /** @param verdict {@code goes}, {@code asks} or {@code refused} */
    public record Judged(String verdict, Optional<String> word, Optional<org.huitong.api.text.LocalText> why) {}

    /** How it is seen by somebody. */
    record Sight(
            Roster roster, String account, String state, boolean open, Optional<List<Transfer.Download>> downloads) {
        String name(Optional<String> person, String otherwise) {
            return person.flatMap(roster::person).map(Person::name).orElse(otherwise);
        }
    }

    static TransferJson of(Transfer transfer, Sight sight) {
        return new TransferJson(
                transfer.id(),
                sight.state(),
                transfer.file().secrecy().word(),
                transfer.words().map(Transfer.Words::name),
                transfer.file().type(),
                transfer.file().bytes(),
                transfer.file().sha256(),
                transfer.words().map(Transfer.Words::note).filter(note -> !note.isBlank()),
                transfer.account(),
                sight.name(transfer.person(), transfer.account()),
                transfer.account().equals(sight.account()),
                sight.open(),
                transfer.to().stream().map(to -> to(to, sight)).toList(),
                transfer.approval(),
                transfer.made(),
                transfer.sent(),
                transfer.expires(),
                sight.downloads().map(all -> all.stream()
                        .map(d -> new DownloadJson(d.account(), sight.name(d.person(), d.account()), d.at()))
                        .toList()));
    }

    private static ToJson to(Transfer.Delivered to, Sight sight) {
        if (to.recipient() instanceof Recipient.Somebody somebody) {
            Optional<String> person = Optional.of(somebody.person());
            return new ToJson(
                    person,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    sight.name(person, somebody.person()),
                    to.letter(),
                    to.fetched());
        }
        Recipient.Room room = (Recipient.Room) to.recipient();
        return new ToJson(
                Optional.empty(),
                Optional.of(room.platform()),
                Optional.of(room.account()),
                Optional.of(room.conversation()),
                room.conversation(),
                to.letter(),
                to.fetched());
    }
}
