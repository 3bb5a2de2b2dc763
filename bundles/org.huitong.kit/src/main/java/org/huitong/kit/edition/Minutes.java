// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;

/**
 * How the audit takes down what becomes of a set's things.
 *
 * @param verb the word of the permission that lets change them
 * @param thing which it is, as the audit is asked for it
 * @param told what of it people compare: a few lines, each of one part, without secrets and nobody's text
 */
public record Minutes<T>(String verb, Function<T, Thing> thing, Function<T, String> told) {
    /** @param before,after empty where it was not there, or is not any more */
    Deed deed(Doer by, Optional<T> before, Optional<T> after) {
        T it = after.or(() -> before).orElseThrow();
        return Deed.done(by, verb, thing.apply(it))
                .changing(before.map(told).orElse(""), after.map(told).orElse(""));
    }
}
