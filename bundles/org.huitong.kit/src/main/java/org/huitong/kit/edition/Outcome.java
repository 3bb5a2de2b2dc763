// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.util.function.Supplier;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** What became of a change to a set. Whatever is not {@link Done} has changed nothing. */
public sealed interface Outcome<T> {
    /**
     * @param version of the set that the change made
     * @param item as it is in the set now, or was until now
     */
    record Done<T>(int version, T item) implements Outcome<T> {}

    /** Something else in the set has this id, or whatever else must be there once. */
    record Taken<T>() implements Outcome<T> {}

    /** There is nothing of this id, or not any more. */
    record Missing<T>() implements Outcome<T> {}

    /**
     * Somebody else changed it since its editor saw it.
     *
     * @param snapshot the version in which it became what it is now
     */
    record Changed<T>(T item, String snapshot) implements Outcome<T> {}

    /**
     * What was done, for who answers a call.
     *
     * @param what is changed, such as 这条规则, rule
     * @param taken says what must be there once
     * @throws Problem nothing was done; it says why, and how to go on
     */
    default Done<T> orProblem(LocalText what, Supplier<Problem> taken) {
        if (this instanceof Done<T> done) {
            return done;
        }
        if (this instanceof Taken) {
            throw taken.get();
        }
        if (this instanceof Changed<T> changed) {
            throw new Problem(
                    409,
                    "changed-meanwhile",
                    LocalText.of(
                            what.zh() + "刚被别人改过（" + changed.snapshot() + "），请重新打开。",
                            "Somebody changed this " + what.en() + " meanwhile (" + changed.snapshot()
                                    + "); load it again."));
        }
        throw Problem.notFound(what);
    }
}
