// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;

/**
 * What is needed to send.
 *
 * @param signName without its brackets, which the provider puts around it
 */
record AliyunAccess(String keyId, String keySecret, String signName, List<Template> templates, Address address) {

    /** Empty while nothing was entered. */
    static Optional<Parsed<AliyunAccess>> of(AliyunConfig config, String keySecret) {
        String keyId = config.accessKeyId().strip();
        String signName = config.signName().strip().replaceAll("^【|】$", "");
        if (keyId.isEmpty() || keySecret.isEmpty() || signName.isEmpty()) {
            return Optional.empty();
        }
        List<Parsed<Template>> templates = Arrays.stream(config.templates())
                .filter(line -> !line.isBlank())
                .map(Template::of)
                .toList();
        Parsed<Address> address = Address.of(config.baseUrl());
        Optional<LocalText> wrong = Stream.concat(
                        templates.stream().flatMap(t -> t.bad().stream()), address.bad().stream())
                .findFirst();
        if (wrong.isPresent()) {
            return Optional.of(new Parsed.Bad<>(wrong.get()));
        }
        if (templates.isEmpty()) {
            return Optional.of(new Parsed.Bad<>(LocalText.of(
                    "没有一个模板：大陆短信只能按审核通过的模板发送，请填写模板",
                    "there is no template: short messages in the mainland are sent by approved templates only")));
        }
        return Optional.of(new Parsed.Good<>(new AliyunAccess(
                keyId,
                keySecret,
                signName,
                templates.stream().flatMap(t -> t.good().stream()).toList(),
                address.good().orElseThrow())));
    }

    @Override
    public String toString() {
        return "AliyunAccess[" + signName + "]";
    }
}
