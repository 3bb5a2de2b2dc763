// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.Collection;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.audit.Sight;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;

/** Who read what, and who was not let: told to the audit before anything is shown. */
public final class ReadLog {
    private final Audit audit;

    public ReadLog(Audit audit) {
        this.audit = audit;
    }

    /** One's own messages are nobody else's business. */
    void seen(Asker asker, String verb, Collection<MessageView> views) {
        audit.reading(
                asker,
                "messages." + verb,
                views.stream()
                        .map(view -> new Sight(
                                view.id(), view.first(Mark.Kind.PERSON).findFirst()))
                        .filter(sight ->
                                asker.person().isEmpty() || !sight.whose().equals(asker.person()))
                        .toList());
    }

    /** It was not there, or not for them to see: which of the two is not told apart here either. */
    public void refused(Asker asker, String verb, Optional<String> message) {
        Thing thing = message.map(id -> Thing.of("message", id)).orElseGet(() -> Thing.of("messages"));
        audit.note(Deed.refused(Doer.of(asker), "messages." + verb, thing));
    }

    /** A delivery that could not be processed, whose bytes somebody asked for. */
    public void letter(Asker asker, long id, boolean shown) {
        Thing thing = Thing.of("dead-letter", Long.toString(id));
        Doer doer = Doer.of(asker);
        audit.note(shown ? Deed.done(doer, "messages.letter", thing) : Deed.refused(doer, "messages.letter", thing));
    }
}
