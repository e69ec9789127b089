/** Spellings of plain and quoted scalars whose type the readers disagree about with each other or with YAML 1.2. Each stands as `k: …`. */
export const spellings: readonly string[] = [
  ...'yes no on off y n Y N Yes YES On ON OFF No NO True TRUE true tRue False FALSE false ~ null Null NULL nULL'.split(' '),
  ...'0 1 0777 0o777 0O777 0x1F 0X1f 0b101 -0b11 0B1 1_000 1_0.5 0_7 1__0 _1 1_ 00 08 09 0x 0b 0o 0xg 0b2 0o8 -0x1 +0x1 -0o7'.split(' '),
  ...'1e3 1E3 1e+3 1e-3 +1e3 1.5e3 1.e3 .5 .5e1 5. 1. +1 -1 -0 +0 -.5 +.5 . .e1 1e 1e+ e3 1.2.3 1,000 0.1 0.0 -0.0 1e1.5'.split(' '),
  ...'+.inf .inf -.inf .INF .Inf .iNF .nan .NaN .NAN .nAN inf nan Infinity NaN 1e400 -1e400 1e-400 1e21 1e20 1e-7 123456789012345678'.split(' '),
  ...'9007199254740992 9007199254740993 9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616'.split(' '),
  ...'-9223372036854775808 -9223372036854775809 0x7FFFFFFFFFFFFFFF 0xFFFFFFFFFFFFFFFF 0x10000000000000000 0b1111111111'.split(' '),
  ...'12:30 1:2:3 190:20:30 12:30:45.5 2001-01-01 2001-1-1 2001-01-01T10:00:00Z 2001-01-01t10:00:00Z 2001-02-30 2001-13-01'.split(' '),
  ...['2001-01-01 10:00:00', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '2001-01-01T10:00:00+02:00', '02001-01-01'],
  ...['=', '<<', '!', '-', '?', '', '"yes"', "'1'", '"0x1F"', '"null"', "'~'", '""', '"2001-01-01"', '"1e3"', "''"],
  ...['!!str yes', '!!str 1', '!!int 1', '!!int "1"', '!!int yes', '!!int 1.5', '!!float 1', '!!float "1.5"', '!!float .inf', '!!bool yes', '!!bool "true"', '!!bool 1'],
  ...['!!null null', '!!null ""', '!!null x', '!!binary aGk=', '!!binary "?"', '!!timestamp 2001-01-01', '!!timestamp x', '!custom 1', '! 1', '! "1"', '!!str', '!!str ~', '!!set 1'],
  ...['0x1_F', '1_000.5_5', '-1_0', '0b1_1', '+0b1', '-0777', '+0777', '0o7_7', '1e1_0', '_', '__', '+', '+_1', '0_', '0x_1', '1_e3'],
  ...['a: b'.replace(': ', ':'), 'a#b', '1 2', 'true false', 'yes!', 'null.', '1.0', '100', '1e0', '10e-1', '0.30000000000000004', '5e-324', '1.7976931348623157e308'],
];
