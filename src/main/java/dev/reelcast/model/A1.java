package dev.reelcast.model;

/** Names of cells as spreadsheets write them. Rows and columns count from 1. */
public final class A1 {

    private static final int LETTERS = 26;

    private A1() {}

    /** One cell of a tab, as {@code 'Week 3'!AB12}. */
    public static String cell(String tab, int row, int column) {
        return tab(tab) + letters(column) + row;
    }

    /** A rectangle of cells, both corners in it, as {@code 'Week 3'!A1:C500}. */
    public static String cells(String tab, int firstRow, int firstColumn, int lastRow, int lastColumn) {
        return cell(tab, firstRow, firstColumn) + ":" + letters(lastColumn) + lastRow;
    }

    /** The name of a column, as {@code AB} for 28. */
    public static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** The number of a column from its one to three letters, in either case. */
    public static int column(String letters) {
        int column = 0;
        for (int i = 0; i < letters.length(); i++) {
            column = column * LETTERS + Character.toUpperCase(letters.charAt(i)) - 'A' + 1;
        }
        return column;
    }

    private static String tab(String title) {
        return "'" + title.replace("'", "''") + "'!";
    }
}
