// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huitong.capability.people.sync.Completion.Claim;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;

/** What a platform claims of people, as bytes to be kept until somebody has looked at what would come of it. */
final class ClaimsText {
    private ClaimsText() {}

    static byte[] write(List<Claim> claims) {
        return JsonText.object()
                .withAll("claims", claims.stream().map(ClaimsText::written).toList())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonText written(Claim claim) {
        return JsonText.object()
                .with("platform", claim.platform())
                .with("tenant", claim.tenant())
                .withTexts("ids", claim.ids())
                .with("post", claim.post())
                .with("mail", claim.mail())
                .with("mobile", claim.mobile());
    }

    static List<Claim> read(byte[] text) {
        Json told = Json.read(text)
                .good()
                .orElseThrow(() -> new IllegalStateException("What was kept of a directory cannot be read"));
        return told.at("claims").items().stream()
                .map(one -> new Claim(
                        one.text("platform").orElse(""),
                        one.text("tenant").orElse(""),
                        one.at("ids").items().stream()
                                .flatMap(id -> id.text().stream())
                                .toList(),
                        one.text("post").orElse(""),
                        one.text("mail").orElse(""),
                        one.text("mobile").orElse("")))
                .toList();
    }
}
