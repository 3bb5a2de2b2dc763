// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.Duration;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Roster;
import org.huitong.api.people.RosterWatch;
import org.huitong.api.stage.Stage;
import org.huitong.kit.stage.EditedStage;
import org.huitong.kit.stage.Edition;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Where a message gets its person, company and departments: follows the roster, and offers it as a stage. */
@Component(service = PeopleStage.class, immediate = true)
public final class PeopleStage implements RosterWatch {
    private static final String STAGE = "people";
    /** How long a change waits until messages are judged by it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RosterKeeper keeper;
    private final EditedStage<PeopleBook> stage;

    @Activate
    public PeopleStage(@Reference RosterKeeper keeper, @Reference Clock clock, BundleContext context) {
        this(keeper, EditedStage.offered(STAGE, () -> edition(keeper.roster(), clock), context));
    }

    PeopleStage(RosterKeeper keeper, Clock clock) {
        this(keeper, EditedStage.unoffered(STAGE, () -> edition(keeper.roster(), clock)));
    }

    /** Not by way of the framework: a part of the keeper's own bundle that is a service to it would make a circle. */
    private PeopleStage(RosterKeeper keeper, EditedStage<PeopleBook> stage) {
        this.keeper = keeper;
        this.stage = stage;
        keeper.addWatch(this);
    }

    private static Edition<PeopleBook> edition(Roster roster, Clock clock) {
        return new Edition<>() {
            @Override
            public int version() {
                return roster.version();
            }

            @Override
            public PeopleBook judge() {
                return new PeopleBook(roster, clock.zone());
            }
        };
    }

    Stage stage() {
        return stage;
    }

    @Override
    public void changed(Roster roster) {
        stage.renew(roster.version(), PATIENCE);
    }

    @Deactivate
    void close() {
        keeper.removeWatch(this);
        stage.close();
    }
}
