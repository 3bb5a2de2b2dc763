// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one of the floors that bundles stand on has against a bundle that runs: its tables could not be made, its account
 * is another's. Implemented by floors 1 and 2. The installer asks all of them after it has started a bundle, for the page
 * <i>Extensions</i> and for {@code /health}.
 */
@ConsumerType
public interface Objection {
    /**
     * Called from any thread; answers at once from what is known.
     *
     * @param bundle the framework's id of the bundle
     */
    Optional<Said> to(long bundle);

    /**
     * An objection in words.
     *
     * @param breaks whether the bundle does not work with it: an upgrade to such a version is taken back
     * @param words a sentence that says what is wrong, without the bundle's name
     */
    record Said(boolean breaks, LocalText words) {
        public Said {
            Objects.requireNonNull(words);
        }
    }
}
