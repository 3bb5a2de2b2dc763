// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.net.URI;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.MediaFetcher.ByCall;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.approval.ApprovalFile;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/** Files that were sent to the robot: a download code is changed for an address, which is good for a while. Pure. */
final class DingtalkMedia {
    private static final LocalText NO_ROBOT =
            LocalText.of("请填写机器人编码 robotCode 后才能取回文件", "set Robot code to be able to fetch files");
    private static final LocalText NO_ADDRESS = LocalText.of("钉钉没有给出下载地址", "DingTalk gave no address to fetch it from");

    private DingtalkMedia() {}

    static Step<Download> fetch(Parsed<DingtalkSends.Access> access, String robotCode, Wanted what, Trail trail) {
        String code = what.attachment().reference();
        if (code.startsWith("http")) {
            return address(code);
        }
        if (!(access instanceof Parsed.Good<DingtalkSends.Access> good)) {
            return Step.failed(Step.Failure.ACCOUNT, access.bad().orElseThrow());
        }
        Optional<ApprovalFile> ofApproval = ApprovalFile.of(what.attachment());
        if (ofApproval.isPresent()) {
            return DingtalkApprovals.fetch(good.value(), ofApproval.get(), trail);
        }
        if (robotCode.isEmpty()) {
            return Step.failed(Step.Failure.ACCOUNT, NO_ROBOT);
        }
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("downloadCode", code)
                    .with("robotCode", robotCode)
                    .toString();
            return Step.ask(Call.post(good.value().base().at("/v1.0/robot/messageFiles/download"), body)
                    .header("x-acs-dingtalk-access-token", trail.token().get().value())
                    .asHarmless());
        }
        Reply reply = trail.reply().get();
        Optional<String> address = Answers.json(reply).text("downloadUrl");
        return reply.status() == 200 && address.isPresent() ? address(address.get()) : DingtalkRefusals.read(reply);
    }

    static Step<Download> address(String text) {
        try {
            URI address = URI.create(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                            && address.getHost() != null
                    ? Step.done(new ByCall(Call.get(address)))
                    : Step.failed(Step.Failure.REFUSED, NO_ADDRESS);
        } catch (IllegalArgumentException e) {
            return Step.failed(Step.Failure.REFUSED, NO_ADDRESS);
        }
    }

    /** The address is asked for anew the next time: this one may only have run out. */
    static Step<Download> refused(Reply reply) {
        return Step.failed(Step.Failure.UNKNOWN, Answers.unreadable(reply.status()));
    }
}
