// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.List;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;

/** What a line of the log keeps under seal. */
sealed interface Body {
    /** Said or edited, with what the stages found before the commit. */
    record Said(Message message, List<Finding> findings) implements Body {}

    record Recalled(Sighting.Recalled recall) implements Body {}

    /** A finding made after the commit. */
    record Found(Finding finding) implements Body {}
}
