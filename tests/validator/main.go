// Checks an exported log with the Go project's own packages for such logs, and with none of our code.
//
//	validator DIR [OLDER_CHECKPOINT_FILE...] [--proof FILE RECORD_FILE]
//
// It prints one line of what it checked and ends with 0, or says what is wrong and ends with 1.
package main

import (
	"crypto/sha256"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/tlog"
)

// In a log of more records than this, only so many are proved, evenly spread.
const mostProved = 5000

func main() {
	words, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "validator:", err)
		os.Exit(1)
	}
	fmt.Println(words)
}

func run(arguments []string) (string, error) {
	var files []string
	proofFile, recordFile := "", ""
	for i := 0; i < len(arguments); i++ {
		if arguments[i] != "--proof" {
			files = append(files, arguments[i])
			continue
		}
		if i+2 >= len(arguments) || proofFile != "" {
			return "", fmt.Errorf("--proof stands once, before the file of a proof and the file of its record")
		}
		proofFile, recordFile = arguments[i+1], arguments[i+2]
		i += 2
	}
	if len(files) == 0 {
		return "", fmt.Errorf("usage: validator DIR [OLDER_CHECKPOINT_FILE...] [--proof FILE RECORD_FILE]")
	}

	log, err := openFolder(files[0])
	if err != nil {
		return "", err
	}
	if err := checkTree(log); err != nil {
		return "", err
	}
	proved, err := checkInclusion(log)
	if err != nil {
		return "", err
	}
	for _, file := range files[1:] {
		older, err := log.readCheckpoint(file)
		if err != nil {
			return "", err
		}
		if err := checkConsistency(log, older); err != nil {
			return "", fmt.Errorf("%s: %v", file, err)
		}
	}
	words := fmt.Sprintf("%s: %d records, %d proved, consistent with %d older checkpoints",
		log.verifier.Name(), log.tree.N, proved, len(files)-1)
	if proofFile != "" {
		if err := checkProof(log, proofFile, recordFile); err != nil {
			return "", fmt.Errorf("%s: %v", proofFile, err)
		}
		words += ", and with the proof of one record"
	}
	return words, nil
}

// checkTree computes every hash anew from the records, and compares all tiles and the root.
func checkTree(log *folder) error {
	if log.tree.N == 0 {
		if log.tree.Hash != sha256.Sum256(nil) {
			return fmt.Errorf("the root of the empty log is not that of the empty tree")
		}
		return nil
	}
	var hashes []tlog.Hash
	stored := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = hashes[index]
		}
		return found, nil
	})
	err := log.eachRecord(func(n int64, record []byte) error {
		more, err := tlog.StoredHashes(n, record, stored)
		hashes = append(hashes, more...)
		return err
	})
	if err != nil {
		return err
	}
	for _, tile := range tlog.NewTiles(tileHeight, 0, log.tree.N) {
		// The list holds the right edge at every width up to its own.
		if last := log.tree.N>>(tileHeight*tile.L) - tile.N*tileWidth; tile.W < tileWidth && int64(tile.W) < last {
			continue
		}
		wanted, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return err
		}
		if err := log.compareTile(tile, wanted); err != nil {
			return err
		}
	}
	for _, reader := range []tlog.HashReader{stored, log.reader()} {
		root, err := tlog.TreeHash(log.tree.N, reader)
		if err != nil {
			return err
		}
		if root != log.tree.Hash {
			return fmt.Errorf("the records have the root %v, and the checkpoint says %v", root, log.tree.Hash)
		}
	}
	return nil
}

// checkInclusion proves records from the tiles, and gives how many.
func checkInclusion(log *folder) (int64, error) {
	step := log.tree.N/(mostProved+1) + 1
	proved := int64(0)
	err := log.eachRecord(func(n int64, record []byte) error {
		if n%step != 0 && n != log.tree.N-1 {
			return nil
		}
		proof, err := tlog.ProveRecord(log.tree.N, n, log.reader())
		if err != nil {
			return fmt.Errorf("record %d: %v", n, err)
		}
		proved++
		if err := tlog.CheckRecord(proof, log.tree.N, log.tree.Hash, n, tlog.RecordHash(record)); err != nil {
			return fmt.Errorf("record %d: %v", n, err)
		}
		return nil
	})
	return proved, err
}

// checkConsistency proves that the log grew from the tree of an older checkpoint.
func checkConsistency(log *folder, older tlog.Tree) error {
	if older.N > log.tree.N {
		return fmt.Errorf("this checkpoint has %d records, more than the log's %d", older.N, log.tree.N)
	}
	if older.N == 0 {
		if older.Hash != sha256.Sum256(nil) {
			return fmt.Errorf("the root of the empty log is not that of the empty tree")
		}
		return nil
	}
	proof, err := tlog.ProveTree(log.tree.N, older.N, log.reader())
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, log.tree.N, log.tree.Hash, older.N, older.Hash); err != nil {
		return fmt.Errorf("the log did not grow from this checkpoint of %d records: %v", older.N, err)
	}
	return nil
}

// checkProof checks a proof that stands alone against its record, and its checkpoint against the log.
func checkProof(log *folder, proofFile, recordFile string) error {
	record, err := os.ReadFile(recordFile)
	if err != nil {
		return err
	}
	proof, err := log.readProof(proofFile)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof.hashes, proof.tree.N, proof.tree.Hash, proof.index, tlog.RecordHash(record)); err != nil {
		return err
	}
	return checkConsistency(log, proof.tree)
}
