// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.util.Map;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.capability.monitor.MonitorPage;
import org.osgi.service.component.annotations.Component;

/** The page on which incidents are worked on. */
@Component
@PageAt(path = "incidents", permission = MonitorPage.READ, rank = 56)
public final class IncidentsPage implements Page {
    private static final LocalText TITLE = LocalText.of("问题处理", "Incidents");

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "exclamation-octagon";
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "incidents.open", LocalText.of("登记异常", "open an incident"),
                "incidents.change", LocalText.of("处理异常", "work on an incident"),
                "incidents.close", LocalText.of("关闭异常", "close an incident"),
                "incidents.note", LocalText.of("补充异常记录", "add to an incident"),
                "incidents.over", LocalText.of("异常恢复", "see an incident over"),
                "incidents.evidence", LocalText.of("导出异常证据", "take the evidence of an incident"));
    }
}
