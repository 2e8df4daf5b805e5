package io.lotline.ops.sampleday;

import java.util.Map;
import java.util.TreeMap;

/// Who works in the warehouse: everybody has a key, so that each event says who did it. Nobody
/// checks what he picked himself.
final class Team {
    private static final String PEOPLE =
            """
            receiver-1|operator|收货员 张海涛
            receiver-2|operator|收货员 李秀英
            storekeeper-1|operator|保管员 王建军
            storekeeper-2|operator|保管员 刘玉梅
            picker-1|operator|拣货员 陈志强
            picker-2|operator|拣货员 赵春燕
            picker-3|operator|拣货员 孙立国
            checker-1|operator|复核员 周丽
            checker-2|operator|复核员 吴晓鹏
            loader-1|operator|装车员 郑东升
            loader-2|operator|装车员 马振华
            desk|operator|调度员 宋佳
            inspector-1|quality|质量验收员 冯雅琴
            inspector-2|quality|质量验收员 蒋文博
            quality-head|quality|质量负责人 沈国栋
            """;

    private static final String[] HOSPITAL_PEOPLE = {
        "设备科 王芳", "设备科 高磊", "药械库 林静", "导管室 何敏", "手术室 罗晓燕", "检验科 谢宏伟", "骨科 韩冰", "库房 曹丽娟"
    };

    private Team() {}

    /// Each one's role and name, by the name of the key.
    static Map<String, String[]> people() {
        Map<String, String[]> people = new TreeMap<>();
        for (String row : PEOPLE.lines().toList()) {
            String[] part = row.split("\\|");
            people.put(part[0], new String[] {part[1], part[2]});
        }
        return people;
    }

    /// The one of `count` people of a post that has work number `work`.
    static String of(String post, int count, int work) {
        return post + "-" + (1 + Math.floorMod(work, count));
    }

    static String receiver(int work) {
        return of("receiver", 2, work);
    }

    static String storekeeper(int work) {
        return of("storekeeper", 2, work);
    }

    static String picker(int work) {
        return of("picker", 3, work);
    }

    static String checker(int work) {
        return of("checker", 2, work);
    }

    static String loader(int work) {
        return of("loader", 2, work);
    }

    static String inspector(int work) {
        return of("inspector", 2, work);
    }

    /// Who signs in a hospital.
    static String signer(int hospital, int work) {
        return HOSPITAL_PEOPLE[Math.floorMod(hospital * 3 + work % 3, HOSPITAL_PEOPLE.length)];
    }
}
