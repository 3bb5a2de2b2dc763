// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.List;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;

/** One message with what the stages found before the commit, and the stages whose finding is owed. */
public record Judged(Sighting.Said said, List<Finding> findings, List<String> owed) {
    public Judged {
        findings = List.copyOf(findings);
        owed = List.copyOf(owed);
    }
}
