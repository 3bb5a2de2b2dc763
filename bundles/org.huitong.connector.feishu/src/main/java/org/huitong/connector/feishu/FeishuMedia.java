// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.MediaFetcher.ByCall;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.MessageType;
import org.huitong.kit.approval.ApprovalFile;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;

/** The resources of a message: a file is had by the message that it stands in, or by the approval. Pure. */
final class FeishuMedia {
    private FeishuMedia() {}

    static Step<Download> fetch(Parsed<FeishuSends.Access> access, Wanted what, Trail trail) {
        if (!(access instanceof Parsed.Good<FeishuSends.Access> good)) {
            return Step.failed(Step.Failure.ACCOUNT, access.bad().orElseThrow());
        }
        Optional<ApprovalFile> ofApproval = ApprovalFile.of(what.attachment());
        if (ofApproval.isPresent()) {
            return FeishuApprovals.fetch(good.value(), ofApproval.get(), trail);
        }
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        String path = "/open-apis/im/v1/messages/"
                + Address.escaped(what.message().nativeId()) + "/resources/"
                + Address.escaped(what.attachment().reference());
        String type = what.attachment().type() == MessageType.IMAGE ? "image" : "file";
        Call call = Call.get(good.value().base().at(path, "type", type));
        return Step.done(new ByCall(
                call.header("Authorization", "Bearer " + trail.token().get().value())));
    }
}
