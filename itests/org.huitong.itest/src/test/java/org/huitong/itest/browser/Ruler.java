// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures pages as people at every kind of screen have them: no word may be cut without a sign, hang over the edge, or
 * lie over another. With {@code -Dlayout.all=true} each is measured in both languages by day and at night.
 */
public final class Ruler {
    private static final List<Integer> WIDTHS = List.of(390, 768, 1366, 1920);
    private static final int HEIGHT = 900;
    private static final String SCRIPT = Browser.resource("/org/huitong/itest/browser/ruler.js");

    private final Browser browser;
    private final String state;

    /** @param state what the pages show, for the names of pictures: {@code full}, {@code empty}, … */
    public Ruler(Browser browser, String state) {
        this.browser = browser;
        this.state = state;
    }

    /** The places of the pages in a menu, as {@code /api/v1/pages} tells of it. */
    public static List<String> places(JsonNode menu) {
        return menu.path("items").findValuesAsText("path");
    }

    /** A language by day or at night. */
    enum Look {
        CHINESE_BY_DAY("zh-CN", "light"),
        ENGLISH_AT_NIGHT("en", "dark"),
        CHINESE_AT_NIGHT("zh-CN", "dark"),
        ENGLISH_BY_DAY("en", "light");

        private final String language;
        private final String theme;

        Look(String language, String theme) {
            this.language = language;
            this.theme = theme;
        }
    }

    /** In both languages. @return what is wrong on these places, one a line; empty where nothing is */
    public List<String> faults(List<String> places) {
        return faults(places, Look.CHINESE_BY_DAY, Look.ENGLISH_AT_NIGHT);
    }

    /** @param looks those that the short form has time for */
    List<String> faults(List<String> places, Look... looks) {
        Look[] all = Boolean.getBoolean("layout.all") ? Look.values() : looks;
        List<String> faults = new ArrayList<>();
        for (String place : places) {
            for (Look look : all) {
                faults.addAll(faults(place, look));
            }
        }
        return faults;
    }

    private List<String> faults(String place, Look look) {
        browser.execute(
                "localStorage.setItem('huitong.locale', arguments[0]);"
                        + " localStorage.setItem('huitong.theme', arguments[1])",
                look.language,
                look.theme);
        browser.size(WIDTHS.get(0), HEIGHT);
        browser.open(place);
        browser.until(place + " is there", () -> browser.sees("huitong-outlet > *"));
        browser.until(place + " has settled", () -> !browser.sees("sl-spinner"));
        List<String> faults = new ArrayList<>();
        for (int width : WIDTHS) {
            browser.size(width, HEIGHT);
            String where = place + " " + look + " " + width + ": ";
            measure().forEach(fault -> faults.add(where + fault));
            if (width == 390 && look == Look.CHINESE_BY_DAY || width == 1366 && look == Look.ENGLISH_AT_NIGHT) {
                browser.picture("layout-" + state + "-" + place.replaceFirst("[?].*", "") + "-" + width);
            }
        }
        return faults;
    }

    /** What is wrong with what the browser shows now. */
    List<?> measure() {
        browser.execute("if (!window.ruler) { " + SCRIPT + " }");
        return (List<?>) browser.execute("return new Promise((done) =>"
                + " requestAnimationFrame(() => requestAnimationFrame(() => done(window.ruler.measure()))))");
    }
}
