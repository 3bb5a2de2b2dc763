// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.binding;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Entry.Liveness;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.AccountDesk;
import org.huitong.capability.people.account.Seen.Place;
import org.huitong.kit.chat.Speaker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the codes that people send to the robot one to one, and writes down whose that account is. The account is given
 * before the code is used up: where the hub dies between the two, the code is taken again and gives what was given. An
 * account that is somebody else's is never taken from them so.
 */
@Component
@ReaderName(reader = "binding")
public final class BindingReader implements Reader {
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST_WRONG = 5;
    private static final int MOST_REMEMBERED = 1_000;
    private static final String SUBJECT = "people";
    private static final String BIND = "people.bind";

    private final BindingShelf shelf;
    private final AccountDesk desk;
    private final People people;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    /** Who shows wrong codes hears nothing more for a while; after a restart they may begin anew. */
    private final Map<Place, Wrong> wrong = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Wrong> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Wrong(int times, Instant since) {}

    @Activate
    public BindingReader(
            @Reference BindingShelf shelf,
            @Reference AccountDesk desk,
            @Reference People people,
            @Reference Outbox outbox,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.desk = desk;
        this.people = people;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said
                    && said.liveness() == Liveness.LIVE
                    && said.version() == 1
                    && !said.recalled()
                    && isColleague(said.message())) {
                Optional<BindingCode> code =
                        BindingCode.said(said.message().content().text().orElse(""));
                if (code.isPresent()) {
                    take(transaction, said.message(), code.get());
                }
            }
        }
    }

    /** Who writes a mail in a colleague's name must not take that colleague's address for their own. */
    private static boolean isColleague(Message message) {
        return Speaker.mayCommand(message) && !message.sender().id().isBlank();
    }

    /** Whoever shows a code uses it up, wherever it is: what a group has read is of no use to anybody any more. */
    private void take(Connection transaction, Message message, BindingCode code) throws SQLException {
        Sender sender = message.sender();
        Place place = new Place(message.key().platform(), message.key().tenant(), sender.id());
        Instant now = clock.instant();
        Optional<BindingShelf.Shown> shown = shelf.take(transaction, code, now);
        if (tries(place, now) >= MOST_WRONG) {
            return;
        }
        Optional<Person> person =
                shown.flatMap(one -> people.roster().person(one.person())).filter(Person::active);
        if (message.conversation().kind() != Conversation.Kind.DIRECT) {
            if (person.isPresent()) {
                audit.note(transaction, Deed.refused(doer(shown.get(), person.get()), BIND, thing(person.get())));
            }
            wrong(transaction, place, now);
            answer(transaction, message, "请不要在群里发送验证码，它已作废。请在网页上重新取得一个，再单独发给我。");
            return;
        }
        if (person.isEmpty()) {
            wrong(transaction, place, now);
            answer(transaction, message, "验证码无效或已过期（有效期 10 分钟，只能用一次）。请在网页上重新取得。");
            return;
        }
        try {
            desk.bind(place, sender.ids(), person.get().id());
        } catch (Problem taken) {
            audit.note(transaction, Deed.refused(doer(shown.get(), person.get()), BIND, thing(person.get())));
            answer(transaction, message, "没有绑定：" + taken.detail().zh());
            return;
        }
        audit.note(transaction, Deed.done(doer(shown.get(), person.get()), BIND, thing(person.get())));
        answer(transaction, message, "已绑定：这个账号是 " + person.get().name() + " 的。如果不是您，请马上联系管理员。");
    }

    private static Doer doer(BindingShelf.Shown shown, Person person) {
        return new Doer(shown.by(), person.name());
    }

    private static Deed.Thing thing(Person person) {
        return new Deed.Thing("person", person.id(), person.name());
    }

    /** Counts one more; of somebody who guesses the audit has the moment at which they are heard no more. */
    private void wrong(Connection transaction, Place place, Instant now) throws SQLException {
        int times = tries(place, now) + 1;
        wrong.put(place, new Wrong(times, now));
        if (times == MOST_WRONG) {
            audit.note(
                    transaction,
                    Deed.refused(
                            Doer.NOBODY,
                            BIND,
                            Deed.Thing.of("account", String.join(":", place.platform(), place.tenant(), place.id()))));
        }
    }

    private int tries(Place place, Instant now) {
        Wrong known = wrong.get(place);
        return known == null || known.since().isBefore(now.minus(PAUSE)) ? 0 : known.times();
    }

    private void answer(Connection transaction, Message message, String text) throws SQLException {
        String platform = message.key().platform();
        To here = message.conversation().kind() == Conversation.Kind.DIRECT
                ? new To.User(platform, message.account(), message.sender().id())
                : new To.Room(
                        platform, message.account(), message.conversation().id());
        String key = "binding:" + message.id().value();
        outbox.post(transaction, Letter.notice(here, new Writing.Text(text), SUBJECT, true, key));
    }
}
