// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one hand that installs, updates and removes: it keeps the desired state and makes the framework match it.
 * {@code deploy/}, features, REST, console and shell are its doors. Provided by the hub; safe for many threads, one
 * change is carried out at a time.
 */
@ProviderType
public interface Installer {
    /** Every bundle that was asked for, with how it stands; what belongs to the platform itself is not among them. */
    List<Part> parts();

    List<Feature> features();

    /** What switching a feature would do, in plain words, without doing it. */
    Plan planFeature(String feature, boolean on);

    /**
     * What installing or updating this bundle would do, without doing it. The jar is kept until the plan is carried
     * out or replaced by a newer one.
     *
     * @param fileName what the file was called, for people
     */
    Plan planBundle(String fileName, InputStream jar) throws IOException;

    /** What removing a bundle would do. One that a feature brings comes back to the feature's version. */
    Plan planRemoval(String symbolicName);

    /**
     * Carries a plan out and returns when it is done or undone.
     *
     * @param plan the plan's id; refused when it is unknown or the state has changed since it was made
     */
    Outcome apply(String plan);

    /**
     * One bundle of the desired state.
     *
     * @param source who asked for it: {@code feature:<name>}, {@code deploy:<file>} or {@code upload:<file>}
     * @param active whether it runs
     * @param trouble the framework's own words on why it does not, or why a component in it does not
     */
    record Part(String symbolicName, String version, String source, boolean active, Optional<String> trouble) {}

    /**
     * A set of bundles that is switched on and off as a whole.
     *
     * @param fixed it belongs to the platform and is replaced by restart
     * @param bundles symbolic names where they are known, else their coordinates
     */
    record Feature(String name, LocalText title, String description, boolean on, boolean fixed, List<String> bundles) {}

    /**
     * What would happen.
     *
     * @param id names this plan for {@link #apply}
     * @param steps in order, each a sentence
     * @param refusal why it cannot be done; the steps are then empty
     */
    record Plan(String id, List<Step> steps, Optional<LocalText> refusal) {
        public Plan {
            Objects.requireNonNull(id);
            steps = List.copyOf(steps);
            Objects.requireNonNull(refusal);
        }
    }

    /** One thing that is done to one bundle; with {@link Verb#CONFIGURE} the name is a configuration's. */
    record Step(Verb verb, String symbolicName, String version, LocalText sentence) {}

    /** What is done to a bundle. */
    enum Verb {
        INSTALL,
        UPDATE,
        REMOVE,
        START,
        /** Default settings are put into {@code conf/}, or taken away again. */
        CONFIGURE,
        /** It is stopped and started because it uses what changes. */
        REFRESH
    }

    /** What came of a plan. */
    sealed interface Outcome {
        record Done(List<Step> steps) implements Outcome {}

        /** It did not work, and all is as before; the reason says why. */
        record RolledBack(LocalText reason) implements Outcome {}

        record Refused(LocalText reason) implements Outcome {}
    }
}
