#include "base/pattern_ast.h"

#include "base/buf.h"

/* ECMA-262 table 69 and Unicode PropertyValueAliases.txt, `gc`: PCRE2's name first. */
static const char *const categories[] = {"C Other ",
                                         "Cc Control cntrl ",
                                         "Cf Format ",
                                         "Cn Unassigned ",
                                         "Co Private_Use ",
                                         "Cs Surrogate ",
                                         "L Letter ",
                                         "LC Cased_Letter ",
                                         "Ll Lowercase_Letter ",
                                         "Lm Modifier_Letter ",
                                         "Lo Other_Letter ",
                                         "Lt Titlecase_Letter ",
                                         "Lu Uppercase_Letter ",
                                         "M Mark Combining_Mark ",
                                         "Mc Spacing_Mark ",
                                         "Me Enclosing_Mark ",
                                         "Mn Nonspacing_Mark ",
                                         "N Number ",
                                         "Nd Decimal_Number digit ",
                                         "Nl Letter_Number ",
                                         "No Other_Number ",
                                         "P Punctuation punct ",
                                         "Pc Connector_Punctuation ",
                                         "Pd Dash_Punctuation ",
                                         "Pe Close_Punctuation ",
                                         "Pf Final_Punctuation ",
                                         "Pi Initial_Punctuation ",
                                         "Po Other_Punctuation ",
                                         "Ps Open_Punctuation ",
                                         "S Symbol ",
                                         "Sc Currency_Symbol ",
                                         "Sk Modifier_Symbol ",
                                         "Sm Math_Symbol ",
                                         "So Other_Symbol ",
                                         "Z Separator ",
                                         "Zl Line_Separator ",
                                         "Zp Paragraph_Separator ",
                                         "Zs Space_Separator "};

/* ECMA-262 table 68 without Any, ASCII and Assigned, which are plain ranges or a category. */
static const char binaries[] =
    "ASCII_Hex_Digit AHex Alphabetic Alpha Bidi_Control Bidi_C Bidi_Mirrored Bidi_M Case_Ignorable CI Cased "
    "Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL "
    "Changes_When_NFKC_Casefolded CWKCF Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash "
    "Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia Emoji Emoji_Component EComp Emoji_Modifier EMod "
    "Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic ExtPict Extender Ext Grapheme_Base "
    "Gr_Base Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST ID_Continue "
    "IDC ID_Start IDS Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE Lowercase Lower Math "
    "Noncharacter_Code_Point NChar Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical "
    "Regional_Indicator RI Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph "
    "UIdeo Uppercase Upper Variation_Selector VS White_Space space XID_Continue XIDC XID_Start XIDS ";

/* Unicode 17 PropertyValueAliases.txt, `sc`. PCRE2 10.42 does not know the scripts after Unicode 14. */
static const char scripts[] =
    "Adlam Adlm Aghb Ahom Anatolian_Hieroglyphs Arab Arabic Armenian Armi Armn Avestan Avst Bali Balinese Bamu "
    "Bamum Bass Bassa_Vah Batak Batk Beng Bengali Berf Beria_Erfe Bhaiksuki Bhks Bopo Bopomofo Brah Brahmi Brai "
    "Braille Bugi Buginese Buhd Buhid Cakm Canadian_Aboriginal Cans Cari Carian Caucasian_Albanian Chakma Cham "
    "Cher Cherokee Chorasmian Chrs Common Copt Coptic Cpmn Cprt Cuneiform Cypriot Cypro_Minoan Cyrillic Cyrl "
    "Deseret Deva Devanagari Diak Dives_Akuru Dogr Dogra Dsrt Dupl Duployan Egyp Egyptian_Hieroglyphs Elba "
    "Elbasan Elym Elymaic Ethi Ethiopic Gara Garay Geor Georgian Glag Glagolitic Gong Gonm Goth Gothic Gran "
    "Grantha Greek Grek Gujarati Gujr Gukh Gunjala_Gondi Gurmukhi Guru Gurung_Khema Han Hang Hangul Hani "
    "Hanifi_Rohingya Hano Hanunoo Hatr Hatran Hebr Hebrew Hira Hiragana Hluw Hmng Hmnp Hung Imperial_Aramaic "
    "Inherited Inscriptional_Pahlavi Inscriptional_Parthian Ital Java Javanese Kaithi Kali Kana Kannada Katakana "
    "Kawi Kayah_Li Khar Kharoshthi Khitan_Small_Script Khmer Khmr Khoj Khojki Khudawadi Kirat_Rai Kits Knda Krai "
    "Kthi Lana Lao Laoo Latin Latn Lepc Lepcha Limb Limbu Lina Linb Linear_A Linear_B Lisu Lyci Lycian Lydi "
    "Lydian Mahajani Mahj Maka Makasar Malayalam Mand Mandaic Mani Manichaean Marc Marchen Masaram_Gondi "
    "Medefaidrin Medf Meetei_Mayek Mend Mende_Kikakui Merc Mero Meroitic_Cursive Meroitic_Hieroglyphs Miao Mlym "
    "Modi Mong Mongolian Mro Mroo Mtei Mult Multani Myanmar Mymr Nabataean Nag_Mundari Nagm Nand Nandinagari Narb "
    "Nbat New_Tai_Lue Newa Nko Nkoo Nshu Nushu Nyiakeng_Puachue_Hmong Ogam Ogham Ol_Chiki Ol_Onal Olck "
    "Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic "
    "Old_Uyghur Onao Oriya Orkh Orya Osage Osge Osma Osmanya Ougr Pahawh_Hmong Palm Palmyrene Pau_Cin_Hau Pauc "
    "Perm Phag Phags_Pa Phli Phlp Phnx Phoenician Plrd Prti Psalter_Pahlavi Qaac Qaai Rejang Rjng Rohg Runic Runr "
    "Samaritan Samr Sarb Saur Saurashtra Sgnw Sharada Shavian Shaw Shrd Sidd Siddham Sidetic Sidt SignWriting "
    "Sind Sinh Sinhala Sogd Sogdian Sogo Sora Sora_Sompeng Soyo Soyombo Sund Sundanese Sunu Sunuwar Sylo "
    "Syloti_Nagri Syrc Syriac Tagalog Tagb Tagbanwa Tai_Le Tai_Tham Tai_Viet Tai_Yo Takr Takri Tale Talu Tamil "
    "Taml Tang Tangsa Tangut Tavt Tayo Telu Telugu Tfng Tglg Thaa Thaana Thai Tibetan Tibt Tifinagh Tirh Tirhuta "
    "Tnsa Todhri Todr Tolong_Siki Tols Toto Tulu_Tigalari Tutg Ugar Ugaritic Unknown Vai Vaii Vith Vithkuqi "
    "Wancho Wara Warang_Citi Wcho Xpeo Xsux Yezi Yezidi Yi Yiii Zanabazar_Square Zanb Zinh Zyyy Zzzz ";

/* `words` each end in a blank. */
static bool has_word(const char *words, struct str name)
{
    for (size_t len; *words; words += len + 1) {
        len = strcspn(words, " ");
        if (str_equal((struct str){words, len}, name))
            return true;
    }
    return false;
}

static bool category_find(struct str name, struct str *pcre2_name)
{
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (has_word(categories[i], name)) {
            *pcre2_name = (struct str){categories[i], strcspn(categories[i], " ")};
            return true;
        }
    return false;
}

static bool script_find(struct arena *arena, const char *prefix, struct str name, struct str *pcre2_name)
{
    if (!has_word(scripts, name))
        return false;
    *pcre2_name = str_of(text_print(arena, "%s:%.*s", prefix, STR_ARG(name)));
    return true;
}

bool pattern_property_find(struct arena *arena, struct str name, struct str value, struct str *pcre2_name)
{
    if (!value.at) {
        *pcre2_name = name;
        return category_find(name, pcre2_name) || has_word(binaries, name);
    }
    if (str_is(name, "General_Category") || str_is(name, "gc"))
        return category_find(value, pcre2_name);
    if (str_is(name, "Script") || str_is(name, "sc"))
        return script_find(arena, "sc", value, pcre2_name);
    if (str_is(name, "Script_Extensions") || str_is(name, "scx"))
        return script_find(arena, "scx", value, pcre2_name);
    return false;
}

static const struct {
    const char *names; /* each with a blank behind it */
    struct str ranges; /* pairs of a first and a last character */
} ascii[] = {
    {"L LC Alphabetic Alpha Cased ID_Start IDS XID_Start XIDS sc:Latin sc:Latn scx:Latin scx:Latn ", {"AZaz", 4}},
    {"Ll Lowercase Lower ", {"az", 2}},
    {"Lu Uppercase Upper ", {"AZ", 2}},
    {"N Nd ", {"09", 2}},
    {"ID_Continue IDC XID_Continue XIDC ", {"09AZ__az", 8}},
    {"ASCII_Hex_Digit AHex Hex_Digit Hex ", {"09AFaf", 6}},
    {"Z Zs ", {"  ", 2}},
    {"White_Space space ", {"\t\r  ", 4}},
    {"C Cc ", {"\0\x1F\x7F\x7F", 4}},
    {"P ", {"!#%*,/:;?@[]__{{}}", 18}},
    {"Po ", {"!#%'**,,./:;?@\\\\", 16}},
    {"Pc ", {"__", 2}},
    {"Pd Dash ", {"--", 2}},
    {"Ps ", {"(([[{{", 6}},
    {"Pe ", {"))]]}}", 6}},
    {"S ", {"$$++<>^^``||~~", 14}},
    {"Sc ", {"$$", 2}},
    {"Sk ", {"^^``", 4}},
    {"Sm ", {"++<>||~~", 8}},
    {"Emoji ", {"##**09", 6}},
    {"sc:Common sc:Zyyy ", {"\0@[`{\x7F", 6}},
    {"Cf Cn Co Cs Lm Lo Lt M Mc Me Mn Nl No Pf Pi So Zl Zp Ideographic Ideo Unified_Ideograph UIdeo ", {"", 0}},
};

static bool has_character(struct str ranges, char c)
{
    bool is_in = false;
    for (size_t i = 0; i < ranges.len; i += 2)
        is_in |= ranges.at[i] <= c && c <= ranges.at[i + 1];
    return is_in;
}

bool pattern_property_has(struct str name, char c, bool *is_in)
{
    for (size_t i = 0; i < sizeof ascii / sizeof *ascii; i++)
        if (has_word(ascii[i].names, name)) {
            *is_in = has_character(ascii[i].ranges, c);
            return true;
        }
    *is_in = false;
    return str_starts(name, "sc:");
}
