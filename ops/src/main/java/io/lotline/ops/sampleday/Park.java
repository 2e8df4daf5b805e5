package io.lotline.ops.sampleday;

import io.lotline.ops.sampleday.Labels.Carrier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The park before its day begins: who is there, what they trade, and the bins of the warehouse.
///
/// All names are invented; numbers have the form that the rules give them.
record Park(
        List<Enterprise> owners,
        List<Enterprise> suppliers,
        List<Enterprise> hospitals,
        List<Enterprise> carriers,
        List<Device> devices,
        List<Bin> bins) {
    static final String WAREHOUSE = "YH-1";

    /// What a device is kept at, and a bin offers.
    enum Climate {
        AMBIENT("A", 5, 30, 15, 25),
        COLD("C", 2, 8, 2, 8),
        FROZEN("F", -25, -15, -25, -15);

        final String letter;
        final int deviceMin;
        final int deviceMax;
        final int binMin;
        final int binMax;

        Climate(String letter, int deviceMin, int deviceMax, int binMin, int binMax) {
            this.letter = letter;
            this.deviceMin = deviceMin;
            this.deviceMax = deviceMax;
            this.binMin = binMin;
            this.binMax = binMax;
        }
    }

    record Enterprise(
            String id,
            String name,
            String creditCode,
            String role,
            String licenceNumber,
            String licenceKind,
            @Nullable Site site) {}

    /// Where goods are brought to.
    record Site(String text, double latitude, double longitude) {}

    /// @param cartonDi the DI of a carton of ten, where goods come in cartons
    record Device(
            String di,
            @Nullable String cartonDi,
            String name,
            String model,
            String specification,
            String registrationNumber,
            String holder,
            String riskClass,
            String classificationCode,
            boolean implantable,
            Climate climate,
            boolean byLot,
            boolean bySerial,
            Carrier carrier) {
        static final int PIECES_PER_CARTON = 10;

        /// Equipment is traced by its serial alone and does not expire.
        boolean expires() {
            return byLot;
        }
    }

    record Bin(String id, String zone, Climate climate) {}

    /// The devices that the day's story is about.
    static final int RECALLED_DEVICE = 0;

    static final int HELD_DEVICE = 2;
    static final int FIRST_ORDINARY_DEVICE = 4;

    // name | class | catalogue code | climate | traced by | carrier | origin | carton? |
    // model:specification | model:specification
    private static final String KINDS =
            """
            一次性使用中心静脉导管包|III|03|A|L|DATA_MATRIX|国准|-|CVC-7:7Fr×20cm 双腔|CVC-5:5.5Fr×16cm 三腔
            丙型肝炎病毒抗体检测试剂盒（化学发光法）|III|40|C|L|DATA_MATRIX|国准|-|HCV-100:100人份/盒|HCV-50:50人份/盒
            冠状动脉药物洗脱支架系统|III|13|A|LS|DATA_MATRIX|国准|-|DES-3015:3.0×15mm|DES-3523:3.5×23mm
            人工髋关节假体|III|13|A|LS|HIBC|国进|-|HIP-S:股骨柄 12号|HIP-C:髋臼杯 52mm
            人工膝关节假体|III|13|A|LS|HIBC|国进|-|KNE-F:股骨髁 左4号|KNE-T:胫骨托 3号
            脊柱椎弓根螺钉系统|III|13|A|LS|MA|国准|-|SP-65:6.5×45mm|SP-55:5.5×40mm
            可吸收骨锚钉|III|13|A|LS|DIGITAL_LINK|国准|-|BA-50:5.0mm|BA-35:3.5mm
            植入式心脏起搏器|III|12|A|LS|DATA_MATRIX|国进|-|PM-D:双腔|PM-S:单腔
            人工晶状体|III|16|A|LS|DATA_MATRIX|国进|-|IOL-20:+20.0D|IOL-22:+22.0D
            房间隔缺损封堵器|III|13|A|LS|DATA_MATRIX|国准|-|ASD-12:12mm|ASD-18:18mm
            球囊扩张导管|III|03|A|LS|DIGITAL_LINK|国准|-|PTCA-25:2.5×15mm|PTCA-30:3.0×20mm
            一次性使用输液器 带针|III|14|A|L|DATA_MATRIX|国准|+|IV-07:0.7×25mm|IV-55:0.55×20mm
            一次性使用无菌注射器 带针|III|14|A|L|GS1_128_PAIR|国准|+|SY-05:5mL|SY-20:20mL
            空心纤维血液透析器|III|10|A|L|DATA_MATRIX|国准|-|HD-14:1.4m²|HD-18:1.8m²
            可吸收性外科缝线|III|02|A|L|HIBC|国进|-|SU-30:3-0 75cm|SU-40:4-0 45cm
            静脉留置针|III|14|A|L|MA|国准|+|IC-22:22G|IC-24:24G
            新型冠状病毒核酸检测试剂盒（荧光PCR法）|III|40|F|L|DIGITAL_LINK|国准|-|NC-48:48人份/盒|NC-96:96人份/盒
            糖化血红蛋白测定试剂盒|II|40|C|L|MA|省准|-|HBA-1:60mL|HBA-2:120mL
            心肌肌钙蛋白I测定试剂盒|II|40|C|L|DATA_MATRIX|省准|-|CTI-50:50人份/盒|CTI-25:25人份/盒
            血糖试纸|II|40|A|L|DATA_MATRIX|省准|+|BG-50:50片/盒|BG-25:25片/盒
            电子血压计|II|07|A|S|DATA_MATRIX|省准|-|BP-U1:臂式|BP-W1:腕式
            医用输液泵|II|14|A|S|MA|省准|-|PU-1:单通道|PU-2:双通道
            医用外科口罩|II|14|A|L|DIGITAL_LINK|省准|+|SM-17:17.5×9.5cm 挂耳|SM-18:18×9cm 绑带
            一次性使用无菌导尿包|II|14|A|L|GS1_128_PAIR|省准|-|UC-16:16Fr|UC-14:14Fr
            医用超声耦合剂|II|06|A|L|DATA_MATRIX|省准|-|UG-250:250g|UG-20:20g 无菌
            一次性使用喉罩|II|08|A|L|DATA_MATRIX|省准|-|LM-4:4号|LM-3:3号
            医用棉签|I|14|A|L|DATA_MATRIX|备|+|CS-10:10cm|CS-20:20cm
            一次性使用检查手套|I|14|A|L|DIGITAL_LINK|备|+|EG-M:M|EG-L:L
            手动轮椅车|II|19|A|S|DIGITAL_LINK|省准|-|WC-46:座宽46cm|WC-50:座宽50cm
            医用冷敷贴|I|09|A|L|MA|备|-|CP-1:5×12cm|CP-2:10×14cm
            """;

    private static final String[] OWNERS = {
        "kangrui|沂河康瑞医疗器械有限公司", "ruixin|山东瑞新医疗供应链有限公司", "zhongchen|鲁南众辰体外诊断有限公司",
        "baigu|沂河百固骨科器械有限公司", "yimin|蒙阳益民医用耗材有限公司", "xinmai|山东心迈介入器械有限公司",
        "beicheng|沂河北城医疗设备有限公司", "jiahe|沂河嘉禾口腔器材有限公司", "mingshi|山东明视眼科器械有限公司",
        "tongji|鲁南同济检验试剂有限公司", "huakang|沂河华康手术器械有限公司", "anjie|山东安洁感控用品有限公司"
    };
    private static final String[] SUPPLIERS = {
        "anmai|苏州安麦医疗科技股份有限公司", "hengjian|深圳衡健生物材料有限公司",
        "nuochen|北京诺晨诊断技术有限公司", "haimo|海默骨科（上海）贸易有限公司",
        "weikai|威凯医用制品（威海）有限公司", "dongrui|杭州东睿医学影像有限公司",
        "luokang|广州珞康一次性医疗用品有限公司"
    };
    private static final String[] HOSPITALS = {
        "renmin|沂河市人民医院|沂河市解放路27号|35.0713|118.3421",
        "zhongxin|沂河市中心医院|沂河市健康路17号|35.1128|118.3967",
        "zhongyi|沂河市中医医院|沂河市清河南路211号|35.0392|118.3274",
        "fubao|沂河市妇幼保健院|沂河市启阳路2号|35.0587|118.3689",
        "guke|沂河市骨科医院|沂河市蒙山大道61号|35.0931|118.3056",
        "mengyang|蒙阳县人民医院|蒙阳县东蒙路9号|35.7104|117.9447",
        "hedong|河东区人民医院|河东区东兴路176号|35.0896|118.4102",
        "luoshan|罗山县中心医院|罗山县沂州路88号|34.8463|118.0721",
        "xiongke|沂河市胸科医院|沂河市红旗路5号|35.0471|118.3518",
        "yanke|沂河市眼科医院|沂河市通达路39号|35.0644|118.3312",
        "lanling|兰岭县人民医院|兰岭县会宝路16号|34.8571|118.0497",
        "tancheng|郯州县中医医院|郯州县人民路126号|34.6138|118.3672",
        "feicheng|费河县人民医院|费河县建设路56号|35.2663|117.9776",
        "jingkai|经开区社区卫生服务中心|沂河市经开区沃尔沃路8号|35.0217|118.4389"
    };
    private static final String[] CARRIERS = {
        "shunjie|沂河顺捷冷链物流有限公司",
        "yunan|山东运安医药物流有限公司",
        "lubang|鲁邦医药运输（临沭）有限公司",
        "xiangtong|祥通城市配送有限公司"
    };

    static Park of(SplittableRandom random) {
        List<Enterprise> suppliers =
                enterprises(SUPPLIERS, "SUPPLIER", "鲁械生产许", "医疗器械生产许可证", random);
        return new Park(
                enterprises(OWNERS, "DEPOSITOR", "鲁沂械经营许", "医疗器械经营许可证", random),
                suppliers,
                enterprises(HOSPITALS, "CONSIGNEE", "医证", "医疗机构执业许可证", random),
                enterprises(CARRIERS, "CARRIER", "鲁交运管许可沂字", "道路运输经营许可证", random),
                devices(suppliers, random),
                allBins());
    }

    private static List<Enterprise> enterprises(
            String[] rows,
            String role,
            String prefix,
            String licenceKind,
            SplittableRandom random) {
        List<Enterprise> enterprises = new ArrayList<>();
        for (String row : rows) {
            String[] part = row.split("\\|");
            enterprises.add(
                    new Enterprise(
                            part[0],
                            part[1],
                            creditCode(random),
                            role,
                            prefix
                                    + "%d%04d号"
                                            .formatted(
                                                    2022 + random.nextInt(3),
                                                    random.nextInt(1, 9999)),
                            licenceKind,
                            part.length < 5
                                    ? null
                                    : new Site(
                                            part[2],
                                            Double.parseDouble(part[3]),
                                            Double.parseDouble(part[4]))));
        }
        return List.copyOf(enterprises);
    }

    /// A unified social credit code with its check character (GB 32100-2015).
    private static String creditCode(SplittableRandom random) {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        StringBuilder code = new StringBuilder("91371300");
        while (code.length() < 17) {
            code.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += alphabet.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return code.append(alphabet.charAt((31 - sum % 31) % 31)).toString();
    }

    private static List<Device> devices(List<Enterprise> suppliers, SplittableRandom random) {
        List<Device> devices = new ArrayList<>();
        for (String row : KINDS.lines().toList()) {
            String[] part = row.split("\\|");
            Climate climate =
                    switch (part[3]) {
                        case "C" -> Climate.COLD;
                        case "F" -> Climate.FROZEN;
                        default -> Climate.AMBIENT;
                    };
            Enterprise holder = suppliers.get(random.nextInt(suppliers.size()));
            for (String variant : List.of(part[8], part[9])) {
                String[] modelAndSpecification = variant.split(":");
                int number = devices.size() + 1;
                Carrier carrier = Carrier.valueOf(part[5]);
                devices.add(
                        new Device(
                                di(carrier, 0, number, modelAndSpecification[0]),
                                part[7].equals("+")
                                        ? di(carrier, 1, number, modelAndSpecification[0])
                                        : null,
                                part[0],
                                modelAndSpecification[0],
                                modelAndSpecification[1],
                                registrationNumber(part[6], part[1], part[2], random),
                                holder.name(),
                                part[1],
                                part[2],
                                part[4].equals("LS") && !part[2].equals("03"),
                                climate,
                                part[4].contains("L"),
                                part[4].contains("S"),
                                carrier));
            }
        }
        return List.copyOf(devices);
    }

    /// @param level 0 for a piece, 1 for a carton
    private static String di(Carrier carrier, int level, int number, String model) {
        return switch (carrier) {
            case HIBC -> "H7%02d%s%d".formatted(number, model.replace("-", ""), level + 1);
            case MA -> "MA.156.M0.1009%02d.%d%06d5".formatted(number, level + 1, 120_000 + number);
            case DATA_MATRIX, GS1_128_PAIR, DIGITAL_LINK ->
                    Labels.withCheckDigit("%d6971234%05d".formatted(level, 10_000 + number));
        };
    }

    /// SAMR Order 47, articles 115 and 116.
    private static String registrationNumber(
            String origin, String riskClass, String code, SplittableRandom random) {
        int year = 2021 + random.nextInt(4);
        int serial = random.nextInt(1, 1900);
        int digit = riskClass.equals("III") ? 3 : 2;
        return switch (origin) {
            case "国准" -> "国械注准%d%d%s%04d".formatted(year, digit, code, serial);
            case "国进" -> "国械注进%d%d%s%04d".formatted(year, digit, code, serial);
            case "省准" ->
                    "%s械注准%d%d%s%04d"
                            .formatted(
                                    "鲁苏粤浙京".charAt(random.nextInt(5)), year, digit, code, serial);
            default -> "鲁沂械备%d%04d号".formatted(year, serial);
        };
    }

    private static List<Bin> allBins() {
        List<Bin> bins = new ArrayList<>();
        bins(bins, "QUARANTINE", "DOCK", Climate.AMBIENT, 14);
        bins(bins, "QUARANTINE", "DOCK", Climate.COLD, 4);
        bins(bins, "QUARANTINE", "DOCK", Climate.FROZEN, 2);
        bins(bins, "QUALIFIED", "BIN", Climate.AMBIENT, 200);
        bins(bins, "QUALIFIED", "BIN", Climate.COLD, 36);
        bins(bins, "QUALIFIED", "BIN", Climate.FROZEN, 14);
        bins(bins, "NON_CONFORMING", "REJECT", Climate.AMBIENT, 6);
        bins(bins, "NON_CONFORMING", "REJECT", Climate.COLD, 2);
        bins(bins, "NON_CONFORMING", "REJECT", Climate.FROZEN, 2);
        bins(bins, "DISPATCH", "OUT", Climate.AMBIENT, 8);
        bins(bins, "DISPATCH", "OUT", Climate.COLD, 4);
        bins(bins, "RETURNS", "RETURN", Climate.AMBIENT, 5);
        bins(bins, "RETURNS", "RETURN", Climate.COLD, 2);
        bins(bins, "RETURNS", "RETURN", Climate.FROZEN, 1);
        return List.copyOf(bins);
    }

    private static void bins(List<Bin> bins, String zone, String name, Climate climate, int count) {
        for (int i = 1; i <= count; i++) {
            bins.add(new Bin("%s-%s-%03d".formatted(name, climate.letter, i), zone, climate));
        }
    }

    List<Bin> bins(String zone, Climate climate) {
        return bins.stream()
                .filter(bin -> bin.zone().equals(zone) && bin.climate() == climate)
                .toList();
    }

    /// What an owner deals in: a third of the devices, beside those that the day's story is about.
    List<Device> tradedBy(Enterprise owner) {
        int offset = owners.indexOf(owner) % 3;
        List<Device> traded = new ArrayList<>();
        for (int i = FIRST_ORDINARY_DEVICE + offset; i < devices.size(); i += 3) {
            traded.add(devices.get(i));
        }
        return List.copyOf(traded);
    }

    List<Enterprise> enterprises() {
        List<Enterprise> all = new ArrayList<>(owners);
        all.addAll(suppliers);
        all.addAll(hospitals);
        all.addAll(carriers);
        return all;
    }

    /// Licences and registrations are valid for years around the day.
    static LocalDate validFrom(LocalDate day) {
        return day.minusYears(2).withDayOfYear(1);
    }

    static LocalDate validTo(LocalDate day) {
        return day.plusYears(3).withDayOfYear(1);
    }

    /// One licence in seven runs out within months, and has to be renewed.
    LocalDate licenceValidTo(Enterprise enterprise, LocalDate day) {
        int number = enterprises().indexOf(enterprise);
        return number % 7 == 3 ? day.plusDays(18L + 5L * number) : validTo(day);
    }
}
