package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	// In the tile package, the level of the records themselves.
	entriesLevel = -1
)

// A log as its files: c2sp.org/tlog-tiles.
type folder struct {
	path     string
	verifier note.Verifier
	tree     tlog.Tree
	tiles    map[string][]byte // as read, by name
}

func openFolder(path string) (*folder, error) {
	vkey, err := os.ReadFile(filepath.Join(path, "vkey"))
	if err != nil {
		return nil, err
	}
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(vkey), "\n"))
	if err != nil {
		return nil, fmt.Errorf("vkey: %v", err)
	}
	log := &folder{path: path, verifier: verifier, tiles: map[string][]byte{}}
	log.tree, err = log.readCheckpoint(filepath.Join(path, "checkpoint"))
	return log, err
}

func (log *folder) readCheckpoint(file string) (tlog.Tree, error) {
	message, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := log.openCheckpoint(message)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%s: %v", file, err)
	}
	return tree, nil
}

// openCheckpoint gives the tree of a checkpoint that the log's key has signed.
func (log *folder) openCheckpoint(message []byte) (tlog.Tree, error) {
	opened, err := note.Open(message, note.VerifierList(log.verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("a checkpoint has three lines: origin, size and root")
	}
	if lines[0] != log.verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("the origin %q is not the name of the key, %q", lines[0], log.verifier.Name())
	}
	size, err := parseDecimal(lines[1])
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("size: %v", err)
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("root: %v", err)
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

func parseDecimal(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, err
	}
	if number < 0 || strconv.FormatInt(number, 10) != text {
		return 0, fmt.Errorf("%q is not written as it must be", text)
	}
	return number, nil
}

// tileName is where c2sp.org/tlog-tiles keeps what the Go packages call tile/8/...: it leaves the height out.
func tileName(tile tlog.Tile) string {
	name := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	if tile.L == entriesLevel {
		name = "entries/" + strings.TrimPrefix(name, "data/")
	}
	return "tile/" + name
}

func (log *folder) readTile(tile tlog.Tile) ([]byte, error) {
	name := tileName(tile)
	if data, ok := log.tiles[name]; ok {
		return data, nil
	}
	data, err := os.ReadFile(filepath.Join(log.path, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	if tile.L != entriesLevel && len(data) != tile.W*tlog.HashSize {
		return nil, fmt.Errorf("%s: it has %d bytes, not those of %d hashes", name, len(data), tile.W)
	}
	log.tiles[name] = data
	return data, nil
}

func (log *folder) compareTile(tile tlog.Tile, wanted []byte) error {
	data, err := log.readTile(tile)
	if err != nil {
		return err
	}
	if !bytes.Equal(data, wanted) {
		return fmt.Errorf("%s: these are not the hashes of the records", tileName(tile))
	}
	return nil
}

// eachRecord calls visit with every record of the log, in order.
func (log *folder) eachRecord(visit func(n int64, record []byte) error) error {
	for first := int64(0); first < log.tree.N; first += tileWidth {
		width := int64(tileWidth)
		if log.tree.N-first < width {
			width = log.tree.N - first
		}
		tile := tlog.Tile{H: tileHeight, L: entriesLevel, N: first / tileWidth, W: int(width)}
		data, err := log.readTile(tile)
		if err != nil {
			return err
		}
		for n := first; n < first+width; n++ {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				return fmt.Errorf("%s: it ends within record %d", tileName(tile), n)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			if err := visit(n, data[2:end]); err != nil {
				return err
			}
			data = data[end:]
		}
		if len(data) != 0 {
			return fmt.Errorf("%s: %d bytes follow the last record", tileName(tile), len(data))
		}
	}
	return nil
}

// reader finds hashes in the tiles, and believes none that does not lead to the root.
func (log *folder) reader() tlog.HashReader { return tlog.TileHashReader(log.tree, tileReader{log}) }

type tileReader struct{ log *folder }

func (tileReader) Height() int { return tileHeight }

func (tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

func (reader tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := reader.log.readTile(tile)
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

// The proof of one record: c2sp.org/tlog-proof@v1.
type recordProof struct {
	index  int64
	hashes tlog.RecordProof
	tree   tlog.Tree
}

func (log *folder) readProof(file string) (recordProof, error) {
	message, err := os.ReadFile(file)
	if err != nil {
		return recordProof{}, err
	}
	parts := bytes.SplitN(message, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	if len(parts) != 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return recordProof{}, fmt.Errorf("this is not a c2sp.org/tlog-proof@v1 with a checkpoint")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if _, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[0], "extra ")); err != nil {
			return recordProof{}, fmt.Errorf("extra: %v", err)
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return recordProof{}, fmt.Errorf("the line of the index is missing")
	}
	var proof recordProof
	if proof.index, err = parseDecimal(strings.TrimPrefix(lines[0], "index ")); err != nil {
		return recordProof{}, fmt.Errorf("index: %v", err)
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return recordProof{}, err
		}
		proof.hashes = append(proof.hashes, hash)
	}
	proof.tree, err = log.openCheckpoint(parts[1])
	return proof, err
}
